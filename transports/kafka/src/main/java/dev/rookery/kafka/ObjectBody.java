package dev.rookery.kafka;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import dev.rookery.codec.UnknownPolicy;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A payload that is an object already: bytes, or what a deserializer of the user's made. It is handed out as it is where its type is asked for. */
record ObjectBody(PacketCodec codec, @Nullable Object value) implements Body {

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return type instanceof Class<?> wanted && wanted.isInstance(value)
                ? value
                : codec.dataOf(value).bind(type);
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return type instanceof Class<?> wanted && wanted.isInstance(value)
                ? value
                : codec.dataOf(value).bind(type, unknown);
    }

    @Override
    public Body property(String name) {
        return codec.dataOf(value).property(name);
    }
}
