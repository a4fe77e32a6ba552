package dev.rookery.error;

/**
 * The payload of a message does not fit what the handler takes. The message names the place and what was expected there, and
 * reaches the caller; it never shows names of classes or values.
 */
public final class InvalidPayloadException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public InvalidPayloadException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public InvalidPayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
