package dev.rookery.error;

/**
 * Nobody waits for the reply any more: the connection of the caller was lost, or the caller withdrew its request.
 */
public final class CallerGoneException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public CallerGoneException(String message) {
        super(message);
    }
}
