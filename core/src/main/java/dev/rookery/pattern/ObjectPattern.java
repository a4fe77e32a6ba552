package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import dev.rookery.pattern.PatternValue.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes patterns from Java's own objects, and names the path to what does not fit. */
final class ObjectPattern {
    private ObjectPattern() {}

    static PatternValue of(@Nullable Object object) {
        return copy(object, "pattern", 0);
    }

    static Numeric number(Number number, String path) {
        var value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new InvalidPatternException(
                    "%s: %s (expected: a finite number that a double can hold). Use a text instead."
                            .formatted(path, number));
        }
        return new Numeric(value);
    }

    private static PatternValue copy(@Nullable Object object, String path, int depth) {
        return switch (object) {
            case null -> new Null();
            case String text -> new Text(text);
            case Number number -> number(number, path);
            case Boolean truth -> new Truth(truth);
            case List<?> list -> elements(list, path, depth);
            case Map<?, ?> map -> members(map, path, depth);
            default ->
                throw new InvalidPatternException(
                        "%s: a %s (expected: a String, Number, Boolean, Map, List or null). Convert it first."
                                .formatted(path, object.getClass().getName()));
        };
    }

    private static Elements elements(List<?> list, String path, int depth) {
        checkDepth(path, depth);
        var elements = new ArrayList<PatternValue>();
        for (var element : list) {
            elements.add(copy(element, path + "[" + elements.size() + "]", depth + 1));
        }
        return new Elements(elements);
    }

    private static Members members(Map<?, ?> map, String path, int depth) {
        checkDepth(path, depth);
        var members = new LinkedHashMap<String, PatternValue>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new InvalidPatternException(
                        "%s: the key %s (expected: a String). Convert it first.".formatted(path, entry.getKey()));
            }
            members.put(key, copy(entry.getValue(), path + "." + key, depth + 1));
        }
        return new Members(members);
    }

    private static void checkDepth(String path, int around) {
        if (around >= PatternValue.MAX_DEPTH) {
            throw new InvalidPatternException("%s: too deep (expected: at most %d levels). Use a flatter pattern."
                    .formatted(InvalidPatternException.shown(path), PatternValue.MAX_DEPTH));
        }
    }
}
