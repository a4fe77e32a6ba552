package dev.rookery.error;

/**
 * Bytes that came from a peer are no packet: not JSON, or beyond a limit on depth, names, numbers or strings.
 */
public final class UndecodableMessageException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public UndecodableMessageException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public UndecodableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
