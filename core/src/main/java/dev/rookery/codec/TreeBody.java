package dev.rookery.codec;

import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payload that a deserializer made: plain values. */
record TreeBody(JsonBinder binder, @Nullable Object tree) implements Body {
    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return binder.convert(tree, type);
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return binder.convert(tree, type, unknown);
    }

    @Override
    public Body property(String name) {
        return tree instanceof Map<?, ?> map && map.containsKey(name)
                ? new TreeBody(binder, map.get(name))
                : Body.absent();
    }
}
