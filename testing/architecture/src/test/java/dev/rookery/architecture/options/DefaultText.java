package dev.rookery.architecture.options;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the docs say of a default, compared with what the code has. */
final class DefaultText {
    private static final Pattern NUMBER = Pattern.compile("(\\d[\\d,]*)( KiB| MiB)?");

    private DefaultText() {}

    /** What the docs would say; empty if it is nothing that has a text, such as a function. */
    static Optional<String> of(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.of("none");
            case Collection<?> values when values.isEmpty() -> Optional.of("none");
            case Map<?, ?> values when values.isEmpty() -> Optional.of("none");
            case Collection<?> values ->
                Optional.of(values.stream().map(DefaultText::element).collect(Collectors.joining(", ")));
            case String text when text.isEmpty() -> Optional.of("empty");
            case Number number -> Optional.of(number.toString());
            case Duration time -> Optional.of(time.toString());
            case String text -> Optional.of(text);
            case Boolean flag -> Optional.of(flag.toString());
            case Enum<?> word -> Optional.of(word.name());
            case URI address -> Optional.of(address.toString());
            default -> Optional.empty();
        };
    }

    private static String element(Object value) {
        return value instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : value.toString();
    }

    /** Whether a cell says what the code has. */
    static boolean says(String cell, @Nullable Object value) {
        var text = OptionTable.plain(cell);
        return switch (value) {
            case Duration time -> isTime(text, time);
            case Integer number -> amount(text).equals(Optional.of(number.toString()));
            case Long number -> amount(text).equals(Optional.of(number.toString()));
            case null, default -> of(value).map(text::equals).orElse(!text.isEmpty());
        };
    }

    private static boolean isTime(String text, Duration time) {
        try {
            return TextValues.time(text).equals(time);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** {@code 16 MiB} as a number. */
    private static Optional<String> amount(String text) {
        var match = NUMBER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var unit = match.group(2) == null ? 1L : match.group(2).equals(" KiB") ? 1024L : 1024L * 1024L;
        return Optional.of(Long.toString(Long.parseLong(match.group(1).replace(",", "")) * unit));
    }
}
