package dev.rookery.error;

/**
 * The connection ended while a reply was still due. Whether the service handled the request is unknown: repeat it only if
 * the handler is idempotent. The client connects again by itself.
 */
public final class ConnectionLostException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public ConnectionLostException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
