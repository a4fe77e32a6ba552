package dev.rookery.error;

/**
 * A handler took longer than it may: its thread was interrupted, and what it might still produce is dropped.
 */
public final class HandlerTimeoutException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public HandlerTimeoutException(String message) {
        super(message);
    }
}
