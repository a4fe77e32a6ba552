package dev.rookery.error;

/**
 * The root of everything that Rookery throws on purpose.
 *
 * <p>A message says what was wrong, with its value, what was expected, and what to do about it.
 */
public abstract class RookeryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An error of its own.
     *
     * @param message what was wrong, what was expected and the cure
     */
    protected RookeryException(String message) {
        super(message);
    }

    /**
     * An error that another one caused.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    protected RookeryException(String message, Throwable cause) {
        super(message, cause);
    }
}
