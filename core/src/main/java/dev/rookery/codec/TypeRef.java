package dev.rookery.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A generic type that survives erasure: {@code new TypeRef<List<Cat>>() {}}.
 *
 * @param <T> the type that it stands for
 */
public abstract class TypeRef<T> {
    private final Type type;

    /** Reads the type argument of the subclass; fails when there is none. */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
            throw new IllegalStateException("TypeRef without a type: write new TypeRef<List<Cat>>() {}");
        }
        this.type = parameterized.getActualTypeArguments()[0];
    }

    /**
     * The type that was written between the angle brackets.
     *
     * @return the type
     */
    public final Type type() {
        return type;
    }
}
