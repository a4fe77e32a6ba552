package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A payload that is a text. Where the sender did not say so, it may have meant a number, a truth value or bytes, which is for the handler's type to
 * decide.
 */
final class TextBody implements Body {
    private static final int SHOWN = 200;

    private final PacketCodec codec;
    private final byte[] value;
    private final boolean perhaps;

    TextBody(PacketCodec codec, byte[] value, boolean perhaps) {
        this.codec = codec;
        this.value = value;
        this.perhaps = perhaps;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    private String text() {
        return new String(value, UTF_8);
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return text();
        }
        if (!perhaps) {
            return codec.dataOf(text()).bind(type);
        }
        if (type == byte[].class) {
            return value;
        }
        try {
            return codec.dataOf(text()).bind(type);
        } catch (InvalidPayloadException noText) {
            return json(noText).bind(type);
        }
    }

    private Body json(InvalidPayloadException noText) {
        try {
            return codec.readData(value);
        } catch (UndecodableMessageException noJson) {
            throw noText;
        }
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return bind(type);
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }

    @Override
    public String toString() {
        var text = text();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
