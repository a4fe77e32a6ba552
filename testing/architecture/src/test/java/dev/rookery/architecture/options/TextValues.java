package dev.rookery.architecture.options;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of options as tables have them. */
final class TextValues {
    private static final Pattern TIME = Pattern.compile("(-?\\d+)\\s*(ns|ms|s|min|m|h|d)");

    private static final Map<Type, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(int.class, Integer::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(double.class, Double::valueOf),
            Map.entry(boolean.class, Boolean::valueOf),
            Map.entry(String.class, text -> text),
            Map.entry(Path.class, Path::of),
            Map.entry(URI.class, URI::create),
            Map.entry(Duration.class, TextValues::time));

    private TextValues() {}

    static boolean canRead(Type type) {
        return reader(type).isPresent()
                || element(type).flatMap(TextValues::reader).isPresent();
    }

    private static Optional<Function<String, Object>> reader(Type type) {
        if (type instanceof Class<?> words && words.isEnum()) {
            return Optional.of(text -> constant(words, text));
        }
        return Optional.ofNullable(READERS.get(type));
    }

    private static Object constant(Class<?> words, String text) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> ((Enum<?>) word).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is no " + words));
    }

    /** What a list or set is of. */
    static Optional<Type> element(Type type) {
        return type instanceof ParameterizedType list
                        && (list.getRawType() == List.class || list.getRawType() == Set.class)
                ? Optional.of(list.getActualTypeArguments()[0])
                : Optional.empty();
    }

    /** A value of a type that can be read. Elements of lists are separated by commas. */
    static @Nullable Object read(Type type, String text) {
        var element = element(type);
        if (element.isEmpty()) {
            return reader(type).orElseThrow().apply(text);
        }
        var read = reader(element.get()).orElseThrow();
        var values = text.isEmpty()
                ? List.<Object>of()
                : Pattern.compile(",").splitAsStream(text).map(read).toList();
        return ((ParameterizedType) type).getRawType() == Set.class ? new LinkedHashSet<>(values) : values;
    }

    /** A time such as {@code 10 s}, {@code PT10S} or {@code 0}. */
    static Duration time(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        var match = TIME.matcher(text);
        if (!match.matches()) {
            return Duration.parse(text);
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m", "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
