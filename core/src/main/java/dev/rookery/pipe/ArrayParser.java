package dev.rookery.pipe;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arrays and collections, of texts and of JSON arrays.
 *
 * @param separator what stands between the elements of a text
 * @param element what parses each
 * @param type the class of the array or the collection
 */
record ArrayParser(String separator, ValueParser element, Class<?> type) implements ValueParser {

    @Override
    public Serializable parse(@Nullable Object value) {
        if (type.isInstance(value) && value instanceof Serializable already && type.isArray()) {
            return already;
        }
        return switch (value) {
            case String text -> made(elements(split(text)));
            case List<?> array -> made(elements(array));
            case null, default -> throw new UnfitException(value, expected());
        };
    }

    private ArrayList<Object> elements(List<?> values) {
        var elements = new ArrayList<>(values.size());
        for (var index = 0; index < values.size(); index++) {
            try {
                elements.add(element.parse(values.get(index)));
            } catch (UnfitException unfit) {
                throw unfit.within(index);
            }
        }
        return elements;
    }

    private List<String> split(String text) {
        var parts = new ArrayList<String>();
        if (text.isEmpty()) {
            return parts;
        }
        var begin = 0;
        for (var end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            parts.add(part(text, begin, end));
            begin = end + separator.length();
        }
        parts.add(part(text, begin, text.length()));
        return parts;
    }

    private String part(String text, int begin, int end) {
        var part = text.substring(begin, end);
        return element == ScalarParser.TEXT ? part : part.strip();
    }

    private Serializable made(ArrayList<Object> elements) {
        if (type == int[].class) {
            return elements.stream().mapToInt(Integer.class::cast).toArray();
        }
        if (type == long[].class) {
            return elements.stream().mapToLong(Long.class::cast).toArray();
        }
        if (type == double[].class) {
            return elements.stream().mapToDouble(Double.class::cast).toArray();
        }
        if (type == boolean[].class) {
            var truths = new boolean[elements.size()];
            for (var index = 0; index < truths.length; index++) {
                truths[index] = (Boolean) elements.get(index);
            }
            return truths;
        }
        if (type.isArray()) {
            return elements.toArray((Object[]) Array.newInstance(type.getComponentType(), elements.size()));
        }
        return type == Set.class ? new LinkedHashSet<>(elements) : elements;
    }

    @Override
    public String expected() {
        return "an array, or a text with \"" + separator + "\" between its elements";
    }

    @Override
    public boolean makes(Class<?> wanted) {
        return wanted == type;
    }
}
