package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import java.lang.reflect.Type;

/** A payload that begins as JSON does, and is none: a text, as in Nest, or bytes, but nothing for who wants an object. */
final class NoJsonBody implements Body {
    private final byte[] value;
    private final UndecodableMessageException why;

    NoJsonBody(byte[] value, UndecodableMessageException why) {
        this.value = value;
        this.why = why;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Object bind(Type type) {
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return new String(value, UTF_8);
        }
        if (type == byte[].class) {
            return value;
        }
        throw new InvalidPayloadException("The payload is no JSON: " + why.getMessage(), why);
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }
}
