package dev.rookery.error;

/**
 * The client was closed before the reply came, or a call was made on a closed client.
 */
public final class ClientClosedException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public ClientClosedException(String message) {
        super(message);
    }
}
