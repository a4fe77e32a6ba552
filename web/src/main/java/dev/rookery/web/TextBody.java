package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text, or several of the same name.
 *
 * @param texts at least one
 * @param codec makes what texts do not make by themselves
 */
record TextBody(List<String> texts, PacketCodec codec) implements Body {

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return new Texts(codec).convert(texts, type);
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }
}
