package dev.rookery.error;

/**
 * A reply came, but it is not what was asked for: it is no packet, or its value does not fit the type of the call.
 */
public final class UndecodableReplyException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public UndecodableReplyException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public UndecodableReplyException(String message, Throwable cause) {
        super(message, cause);
    }
}
