package dev.rookery.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a text becomes a value of some type.
 *
 * @param expected what errors call such a text
 * @param read gives the value, or throws an unchecked exception
 */
record TextReader(String expected, Function<String, ?> read) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern TIME = Pattern.compile("(-?\\d+)\\s*(ns|us|ms|s|m|h|d)");
    private static final String TRUE_OR_FALSE = "true or false";

    private static final Map<Class<?>, TextReader> KNOWN = Map.ofEntries(
            Map.entry(String.class, new TextReader("a text", text -> text)),
            Map.entry(Boolean.class, new TextReader(TRUE_OR_FALSE, TextReader::flag)),
            Map.entry(Byte.class, new TextReader(whole(Byte.MIN_VALUE, Byte.MAX_VALUE), Byte::valueOf)),
            Map.entry(Short.class, new TextReader(whole(Short.MIN_VALUE, Short.MAX_VALUE), Short::valueOf)),
            Map.entry(Integer.class, new TextReader("a whole number", Integer::valueOf)),
            Map.entry(Long.class, new TextReader("a whole number", Long::valueOf)),
            Map.entry(Float.class, new TextReader("a number", text -> new BigDecimal(text).floatValue())),
            Map.entry(Double.class, new TextReader("a number", text -> new BigDecimal(text).doubleValue())),
            Map.entry(BigInteger.class, new TextReader("a whole number", BigInteger::new)),
            Map.entry(BigDecimal.class, new TextReader("a number", BigDecimal::new)),
            Map.entry(Character.class, new TextReader("one letter", TextReader::letter)),
            Map.entry(Duration.class, new TextReader("a time such as 5s, 200ms or PT5S", TextReader::duration)),
            Map.entry(Path.class, new TextReader("a path", Path::of)),
            Map.entry(URI.class, new TextReader("a URI", URI::create)));

    /** How texts of a type are read, if it is one of the types that are known here. */
    static Optional<TextReader> of(Class<?> type) {
        return type.isEnum() ? Optional.of(ofEnum(type)) : Optional.ofNullable(KNOWN.get(type));
    }

    private static TextReader ofEnum(Class<?> type) {
        var words = Arrays.stream(type.getEnumConstants())
                .map(constant -> word(((Enum<?>) constant).name()))
                .collect(Collectors.joining(", "));
        return new TextReader("one of " + words, text -> constant(type, text));
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(((Enum<?>) constant).name()).equals(word(text)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What errors say that was expected in place of a text, with the limits where it is a number that passes them. */
    String expectedInPlaceOf(String text, Class<?> type) {
        if (WHOLE.matcher(text).matches()) {
            if (type == Integer.class) {
                return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            }
            if (type == Long.class) {
                return whole(Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
        return expected;
    }

    private static String whole(long least, long most) {
        return "a whole number from " + least + " to " + most;
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static char letter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException();
        }
        return text.charAt(0);
    }

    private static Duration duration(String text) {
        var matcher = TIME.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        var amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
