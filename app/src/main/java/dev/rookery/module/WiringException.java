package dev.rookery.module;

import dev.rookery.error.RookeryException;
import org.jspecify.annotations.Nullable;

/** Modules, or what they name, cannot be put together as they are written. Thrown at start; the message names every mistake, and its cure. */
public final class WiringException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what was needed and where, what is in sight, and what to do
     */
    public WiringException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and why.
     *
     * @param message what was needed and where, what is in sight, and what to do
     * @param cause what led here
     */
    public WiringException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
