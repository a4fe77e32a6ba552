package dev.rookery.pipe;

import org.jspecify.annotations.Nullable;

/** A value that cannot be parsed. It never leaves this package, and so has no stack trace. */
final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    private final String at;
    private final String got;
    private final String expected;

    UnfitException(@Nullable Object value, String expected) {
        this("", shown(value), expected);
    }

    private UnfitException(String at, String got, String expected) {
        super(got, null, false, false);
        this.at = at;
        this.got = got;
        this.expected = expected;
    }

    UnfitException within(int index) {
        return new UnfitException("[" + index + "]" + at, got, expected);
    }

    /** Where in the value it is. */
    String at() {
        return at;
    }

    /** What came, cut to a length that people read. */
    String got() {
        return got;
    }

    String expected() {
        return expected;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + cut(text) + '"';
            case Number number -> cut(number.toString());
            case Boolean truth -> truth.toString();
            case Iterable<?> _ -> "an array";
            default -> "an object";
        };
    }

    private static String cut(String text) {
        var end = text.length() <= SHOWN ? text.length() : text.offsetByCodePoints(0, SHOWN);
        var shown = new StringBuilder(end);
        for (var index = 0; index < end; index++) {
            var character = text.charAt(index);
            shown.append(Character.isISOControl(character) ? ' ' : character);
        }
        return end < text.length() ? shown + "…" : shown.toString();
    }
}
