package dev.rookery.kafka;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.UndecodableMessageException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A payload that begins as JSON does. Whether it is JSON comes out when it is bound, which then is one pass over it and not two; only for who wants
 * parts of it is it read before.
 */
final class JsonOrTextBody implements Body {
    private final PacketCodec codec;
    private final byte[] value;
    private volatile @Nullable Body read;

    JsonOrTextBody(PacketCodec codec, byte[] value) {
        this.codec = codec;
        this.value = value;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type == byte[].class) {
            return read().bind(type);
        }
        try {
            return codec.bindData(value, type);
        } catch (UndecodableMessageException noJson) {
            return new NoJsonBody(value, noJson).bind(type);
        }
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return read().bind(type, unknown);
    }

    @Override
    public Body property(String name) {
        return read().property(name);
    }

    @Override
    public String toString() {
        return read().toString();
    }

    /** Several threads may do it at the same time, with the same result. */
    private Body read() {
        var known = read;
        if (known == null) {
            known = jsonOrText();
            read = known;
        }
        return known;
    }

    private Body jsonOrText() {
        try {
            return new JsonValueBody(codec.readData(value), value);
        } catch (UndecodableMessageException noJson) { // or JSON beyond the limits
            return new NoJsonBody(value, noJson);
        }
    }
}
