package dev.rookery.grpc;

import java.lang.reflect.Array;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a repeated field is written of: a collection or an array. */
final class Elements {
    private Elements() {}

    static Iterable<?> of(Object value) {
        if (value instanceof Iterable<?> elements) {
            return elements;
        }
        if (!value.getClass().isArray()) {
            throw Misfit.expected("a list");
        }
        var elements = new ArrayList<@Nullable Object>();
        for (var index = 0; index < Array.getLength(value); index++) {
            elements.add(Array.get(value, index));
        }
        return elements;
    }

    static Object present(@Nullable Object element) {
        if (element == null) {
            throw Misfit.expected("no null within a list or map");
        }
        return element;
    }
}
