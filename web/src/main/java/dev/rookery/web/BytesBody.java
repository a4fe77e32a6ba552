package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.HttpException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A body as it came, which is bytes or nothing.
 *
 * @param bytes the bytes
 * @param known the same as a value, where its type is known; null where it is bytes alone
 * @param mediaType what it says that it is; empty if it says nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BytesBody(byte[] bytes, @Nullable Body known, String mediaType) implements Body {

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type == byte[].class) {
            return bytes.clone();
        }
        if (known == null) {
            throw unsupported();
        }
        return known.bind(type);
    }

    @Override
    public @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return known == null || type == byte[].class ? bind(type) : known.bind(type, unknown);
    }

    @Override
    public Body property(String name) {
        if (known == null) {
            throw unsupported();
        }
        return known.property(name);
    }

    private HttpException unsupported() {
        return new HttpException(
                Statuses.UNSUPPORTED_MEDIA_TYPE,
                mediaType.isEmpty()
                        ? "The body has no content type (expected: application/json)"
                        : "The content type is not supported here (expected: application/json)");
    }

    @Override
    public String toString() {
        return bytes.length + " bytes of " + mediaType;
    }
}
