package dev.rookery.error;

import java.util.Map;
import java.util.Objects;

/**
 * What a handler, guard, pipe, interceptor or filter throws to answer a request with an error of its own making.
 *
 * <p>The format is Nest's: a text, an enum constant, a UUID, a number and a boolean become {@code {"status":"error","message":text}}, any other object
 * is the error itself.
 */
public class RpcException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final transient Object error;

    /**
     * An error with a text.
     *
     * @param message what the caller reads as {@code message}
     */
    public RpcException(String message) {
        super(Objects.requireNonNull(message, "message"));
        this.error = message;
    }

    /**
     * An error with a body of its own: a map, a record, a list, or anything that can be written as JSON.
     *
     * @param error the body, sent as it is
     */
    public RpcException(Object error) {
        super(textOf(Objects.requireNonNull(error, "error")));
        this.error = error;
    }

    private static String textOf(Object error) {
        return error instanceof Map<?, ?> map && map.get("message") instanceof String text ? text : error.toString();
    }

    /**
     * The text or body that the caller gets.
     *
     * @return what was given to the constructor
     */
    public Object error() {
        return error;
    }
}
