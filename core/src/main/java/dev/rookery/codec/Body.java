package dev.rookery.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a message before anyone has said what it is: a slice of JSON, a protobuf message, a request stream, a batch.
 *
 * <p>A body is immutable and safe for use by several threads. Binding does the work anew each time.
 */
public interface Body {

    /**
     * Whether the message has no payload at all; a payload of {@code null} is there.
     *
     * @return true if there is nothing to bind
     */
    boolean isAbsent();

    /**
     * The payload as a value of a type. An absent payload is {@code null}.
     *
     * @param type a class, or a generic type such as that of {@link TypeRef}
     * @return the value, null where the payload is null or absent
     * @throws dev.rookery.error.InvalidPayloadException if the payload does not fit the type
     */
    @Nullable Object bind(Type type);

    /**
     * The payload as a value of a type, with a policy of its own for properties that the type does not declare. A body without names for its
     * properties need not care.
     *
     * @param type as for {@link #bind(Type)}
     * @param unknown what becomes of such properties
     * @return the value, null where the payload is null or absent
     * @throws dev.rookery.error.InvalidPayloadException if the payload does not fit the type, or has what it must not have
     */
    default @Nullable Object bind(Type type, UnknownPolicy unknown) {
        return bind(type);
    }

    /**
     * One member of a payload that is an object.
     *
     * @param name the member's name
     * @return its value; absent if there is no such member, or if the payload is no object
     */
    Body property(String name);

    /**
     * The payload as a value of a class, for callers.
     *
     * @param type the class
     * @param <T> the class
     * @return the value, null where the payload is null or absent
     */
    default <T> @Nullable T as(Class<T> type) {
        @SuppressWarnings("unchecked") // the wrapper of a primitive is what its class object stands for
        var wrapper = (Class<T>) MethodType.methodType(type).wrap().returnType();
        return wrapper.cast(bind(type));
    }

    /**
     * A payload that is not there.
     *
     * @return the one absent body
     */
    static Body absent() {
        return AbsentBody.INSTANCE;
    }
}
