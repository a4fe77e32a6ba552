package dev.rookery.grpc;

/** Says that the fields of one message stand at several places, so that it has to be put together before it is read. Caught in this package. */
final class ScatteredMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScatteredMessage() {
        super("a message field that is on the wire more than once", null, false, false);
    }
}
