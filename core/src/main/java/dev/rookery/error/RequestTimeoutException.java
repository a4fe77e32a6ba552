package dev.rookery.error;

/**
 * The first reply, or the next one of a stream, did not come in time. Whether the service handled the request is unknown.
 */
public final class RequestTimeoutException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public RequestTimeoutException(String message) {
        super(message);
    }
}
