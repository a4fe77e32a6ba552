package dev.rookery.error;

/**
 * A server or an application could not start; nothing of it is left running.
 */
public final class StartException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public StartException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
