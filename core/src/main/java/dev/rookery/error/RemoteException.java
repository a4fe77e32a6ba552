package dev.rookery.error;

import dev.rookery.codec.Body;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The service answered with an error. The body is what it sent: a text, or any JSON value.
 *
 * <p>A Nest service sends {@code {"status":"error","message":…}} unless it says otherwise.
 */
public final class RemoteException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final transient Body body;

    /**
     * Wraps the error of a reply.
     *
     * @param pattern the pattern that was called
     * @param body the error as it came
     */
    public RemoteException(String pattern, Body body) {
        super("The service answered " + pattern + " with an error: " + textOf(body));
        this.body = Objects.requireNonNull(body, "body");
    }

    private static String textOf(Body body) {
        var value = body.bind(Object.class);
        if (value instanceof Map<?, ?> map && map.get("message") instanceof String text) {
            var code = map.get("code");
            return code == null ? text : text + " (code " + code + ")";
        }
        return String.valueOf(value);
    }

    /**
     * The error as it came, to be bound to any type.
     *
     * @return the body, never absent
     */
    public Body body() {
        return body;
    }

    /**
     * The error as plain Java values: a text, or maps and lists.
     *
     * @return the body as a tree
     */
    public @Nullable Object error() {
        return body.bind(Object.class);
    }

    /**
     * The member {@code code} of the error, as text.
     *
     * @return the code, if the error is an object that has one
     */
    public Optional<String> code() {
        return error() instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get("code")).map(Object::toString)
                : Optional.empty();
    }
}
