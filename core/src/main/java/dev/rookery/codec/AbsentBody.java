package dev.rookery.codec;

import dev.rookery.error.InvalidPayloadException;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No payload. */
enum AbsentBody implements Body {
    INSTANCE;

    @Override
    public boolean isAbsent() {
        return true;
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type instanceof Class<?> raw && raw.isPrimitive() && raw != void.class) {
            throw new InvalidPayloadException("The message has no data (expected: " + raw.getName() + ")");
        }
        return isOptional(type) ? Optional.empty() : null;
    }

    private static boolean isOptional(Type type) {
        return type == Optional.class
                || (type instanceof java.lang.reflect.ParameterizedType generic
                        && generic.getRawType() == Optional.class);
    }

    @Override
    public Body property(String name) {
        return this;
    }

    @Override
    public String toString() {
        return "(no data)";
    }
}
