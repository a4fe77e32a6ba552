package dev.rookery.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Rookery throws itself. Each message says what was wrong, with its value, what was
 * expected, and what to do.
 */
public abstract class RookeryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception that nothing else caused. */
    protected RookeryException(String message) {
        super(message);
    }

    /** Creates an exception with its cause. */
    protected RookeryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
