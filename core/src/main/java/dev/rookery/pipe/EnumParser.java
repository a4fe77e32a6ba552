package dev.rookery.pipe;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants of an enum, by their names, and by their texts, which is how JSON has them. */
final class EnumParser implements ValueParser {
    private static final int NAMED = 30;

    private final Class<?> type;
    private final Map<String, Enum<?>> constants;
    private final String expected;

    EnumParser(Class<?> type) {
        this.type = type;
        var all = Arrays.stream(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .toList();
        this.constants = all.stream()
                .collect(Collectors.toMap(Enum::name, Function.identity(), (first, second) -> first, HashMap::new));
        all.forEach(constant -> constants.putIfAbsent(constant.toString(), constant));
        this.expected = all.stream()
                .limit(NAMED)
                .map(Enum::toString)
                .collect(Collectors.joining(", ", "one of ", all.size() > NAMED ? ", …" : ""));
    }

    @Override
    public Serializable parse(@Nullable Object value) {
        if (type.isInstance(value) && value instanceof Enum<?> constant) {
            return constant;
        }
        var constant = value instanceof String name ? constants.get(name) : null;
        if (constant == null) {
            throw new UnfitException(value, expected);
        }
        return constant;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public boolean makes(Class<?> wanted) {
        return wanted == type;
    }
}
