package dev.rookery.error;

/**
 * Nobody could be reached at the address: the request was not sent, and may be sent again. The next call tries to connect
 * anew.
 */
public final class ConnectionRefusedException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public ConnectionRefusedException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public ConnectionRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
