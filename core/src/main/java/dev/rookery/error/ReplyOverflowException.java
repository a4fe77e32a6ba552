package dev.rookery.error;

/**
 * A subscriber asked for too little for too long: replies arrived faster than it took them and filled the buffer that a call
 * may use. Take the values faster, raise {@code maxBufferedReplies}, or give slow streams a client of their own.
 */
public final class ReplyOverflowException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public ReplyOverflowException(String message) {
        super(message);
    }
}
