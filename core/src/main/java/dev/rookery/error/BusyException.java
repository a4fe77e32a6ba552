package dev.rookery.error;

/**
 * The service has more messages in flight and waiting than it is allowed to hold, and turned this one away unhandled. It may be
 * sent again later.
 */
public final class BusyException extends RookeryException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was wrong, what was expected and the cure
     */
    public BusyException(String message) {
        super(message);
    }
}
