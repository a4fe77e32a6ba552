package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import dev.rookery.codec.Body;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payload that is one message of protobuf, read when it is bound. */
final class MessageBody implements Body {
    private final Messages messages;
    private final Descriptor type;
    private final byte[] bytes;

    MessageBody(Messages messages, Descriptor type, byte[] bytes) {
        this.messages = messages;
        this.type = type;
        this.bytes = bytes;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type target) {
        return messages.read(bytes, type, target);
    }

    @Override
    public Body property(String name) {
        return bind(Map.class) instanceof Map<?, ?> map && map.containsKey(name)
                ? messages.codec().dataOf(map.get(name))
                : Body.absent();
    }

    @Override
    public String toString() {
        return type.getFullName() + " (" + bytes.length + " bytes)";
    }
}
