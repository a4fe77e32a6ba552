package dev.rookery.codec;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A payload that is a slice of JSON text. */
final class JsonBody implements Body {
    private static final int SHOWN = 200;

    private final JsonBinder binder;
    private final byte[] text;
    private final int offset;
    private final int length;

    JsonBody(JsonBinder binder, byte[] text, int offset, int length) {
        this.binder = binder;
        this.text = text;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return binder.bind(text, offset, length, type);
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return binder.bind(text, offset, length, type, unknown);
    }

    @Override
    public Body property(String name) {
        return binder.property(text, offset, length, name);
    }

    /** The beginning of the text, for people. */
    @Override
    public String toString() {
        if (length <= SHOWN) {
            return new String(text, offset, length, StandardCharsets.UTF_8);
        }
        var end = SHOWN;
        while (end > 0 && (text[offset + end] & 0xc0) == 0x80) {
            end--; // not within a character
        }
        return new String(text, offset, end, StandardCharsets.UTF_8) + "…";
    }
}
