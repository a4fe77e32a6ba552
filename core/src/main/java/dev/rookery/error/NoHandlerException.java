package dev.rookery.error;

/**
 * No handler of the service that was reached is bound to the pattern.
 */
public final class NoHandlerException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public NoHandlerException(String message) {
        super(message);
    }
}
