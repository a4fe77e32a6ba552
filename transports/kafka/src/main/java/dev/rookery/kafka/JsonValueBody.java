package dev.rookery.kafka;

import dev.rookery.codec.Body;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.InvalidPayloadException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A payload that is JSON. A handler that wants bytes gets those of the text, unless the JSON is what Node makes of bytes. */
final class JsonValueBody implements Body {
    private final Body json;
    private final byte[] value;

    JsonValueBody(Body json, byte[] value) {
        this.json = json;
        this.value = value;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type != byte[].class || (value[0] != '{' && value[0] != '[')) {
            return json.bind(type);
        }
        try {
            return json.bind(type);
        } catch (InvalidPayloadException noBytes) {
            return value;
        }
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return type == byte[].class ? bind(type) : json.bind(type, unknown);
    }

    @Override
    public Body property(String name) {
        return json.property(name);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
