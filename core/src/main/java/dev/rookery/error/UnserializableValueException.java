package dev.rookery.error;

/**
 * A value cannot be written: it has a cycle, nests too deep, or its type has no JSON form.
 */
public final class UnserializableValueException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public UnserializableValueException(String message) {
        super(message);
    }

    /**
     * Says what happened, and why.
     *
     * @param message what was wrong, what was expected and the cure
     * @param cause what led here
     */
    public UnserializableValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
