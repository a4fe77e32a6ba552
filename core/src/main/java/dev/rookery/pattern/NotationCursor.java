package dev.rookery.pattern;

import java.util.regex.Matcher;

/** A place in a text in relaxed notation, and the errors that name it. */
final class NotationCursor {
    /** What {@link #peek()} returns at the end. */
    static final char END = '\uFFFF';

    private static final java.util.regex.Pattern SPACE = java.util.regex.Pattern.compile("[\\s\\u00A0\\uFEFF]*+");
    private static final java.util.regex.Pattern NUMBER =
            java.util.regex.Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\\w.$])");
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile(
            "[\\p{L}\\p{Nl}_$][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}$]*+|0|[1-9][0-9]*+");
    private static final java.util.regex.Pattern SOMETHING = java.util.regex.Pattern.compile("(?U)[\\w$]++|(?s:.)");
    private static final int SHOWN_CHARACTERS = 30;

    private final String text;
    private int position;

    NotationCursor(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** Returns the next character and stays before it. */
    char peek() {
        return isAtEnd() ? END : text.charAt(position);
    }

    boolean isNext(char character) {
        return !isAtEnd() && text.charAt(position) == character;
    }

    void advance() {
        position++;
    }

    void skipSpace() {
        take(SPACE);
    }

    /** Skips space, then the character and the space behind it, if it is there; returns whether it was. */
    boolean skipsTo(char character) {
        skipSpace();
        if (!isNext(character)) {
            return false;
        }
        advance();
        return true;
    }

    /**
     * Takes a name or a whole number, which are what JavaScript allows as a key without quotes; empty if none is here.
     */
    String takeName() {
        return take(NAME);
    }

    /** Takes a number in JSON's form; empty if none is here. */
    String takeNumber() {
        return take(NUMBER);
    }

    /** Takes so many characters, or fewer at the end. */
    String take(int characters) {
        var end = Math.min(position + characters, text.length());
        var taken = text.substring(position, end);
        position = end;
        return taken;
    }

    private String take(java.util.regex.Pattern form) {
        var matcher = matcherAt(form, position);
        if (!matcher.lookingAt()) {
            return "";
        }
        position = matcher.end();
        return matcher.group();
    }

    private Matcher matcherAt(java.util.regex.Pattern form, int start) {
        return form.matcher(text).region(start, text.length());
    }

    InvalidPatternException error(String expected, String cure) {
        return errorAt(position, expected, cure);
    }

    InvalidPatternException errorAt(int start, String expected, String cure) {
        return new InvalidPatternException(
                "Pattern %s cannot be read at character %d: expected %s, but found %s. %s; %s takes a text as it is."
                        .formatted(
                                InvalidPatternException.shown(text),
                                start + 1,
                                expected,
                                found(start),
                                cure,
                                "Pattern.literal"));
    }

    private String found(int start) {
        var matcher = matcherAt(SOMETHING, start);
        if (!matcher.lookingAt()) {
            return "the end";
        }
        var word = matcher.group();
        return word.length() > SHOWN_CHARACTERS ? word.substring(0, SHOWN_CHARACTERS) + "…" : word;
    }
}
