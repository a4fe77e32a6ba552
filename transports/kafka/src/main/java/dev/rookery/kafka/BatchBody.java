package dev.rookery.kafka;

import dev.rookery.codec.Body;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.InvalidPayloadException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The payloads of several messages as one list. */
record BatchBody(List<Body> bodies) implements Body {

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Object bind(Type type) {
        return list(type, Body::bind);
    }

    @Override
    public Object bind(Type type, UnknownPolicy unknown) {
        return list(type, (body, item) -> body.bind(item, unknown));
    }

    private List<@Nullable Object> list(Type type, BiFunction<Body, Type, @Nullable Object> binding) {
        var item = itemOf(type);
        var items = new ArrayList<@Nullable Object>(bodies.size());
        for (var body : bodies) {
            items.add(binding.apply(body, item));
        }
        return items;
    }

    private static Type itemOf(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && raw.isAssignableFrom(ArrayList.class)
                && Collection.class.isAssignableFrom(raw)) {
            return generic.getActualTypeArguments()[0];
        }
        if (type instanceof Class<?> raw && raw.isAssignableFrom(ArrayList.class)) {
            return Object.class;
        }
        throw new InvalidPayloadException(
                "A batch is a list of payloads (expected: a parameter such as List<Order>, found: " + type.getTypeName()
                        + ")");
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }
}
