package dev.rookery.error;

/**
 * A guard returned false. The caller of a message gets {@code {"status":"error","message":"Forbidden resource"}}, as with Nest; over HTTP it is
 * the status 403.
 */
public final class GuardRefusedException extends RpcException {
    private static final long serialVersionUID = 1L;
    private static final String MESSAGE = "Forbidden resource";

    /** Says so in Nest's words. */
    public GuardRefusedException() {
        super(MESSAGE);
    }
}
