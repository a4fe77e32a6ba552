package dev.rookery.error;

/**
 * The service stopped before the handler was done, and the time for draining was over.
 */
public final class ServerClosingException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public ServerClosingException(String message) {
        super(message);
    }
}
