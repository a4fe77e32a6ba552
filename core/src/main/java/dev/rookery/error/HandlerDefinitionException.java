package dev.rookery.error;

/**
 * A class or method cannot serve as a handler as it is written. Thrown at start; the message names the method and the cure.
 */
public final class HandlerDefinitionException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public HandlerDefinitionException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public HandlerDefinitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
