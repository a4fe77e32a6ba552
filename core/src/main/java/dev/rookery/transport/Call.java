package dev.rookery.transport;

/** A request that was handed to a transport. Safe for use by several threads; never blocks. */
public interface Call {

    /**
     * Tells the service how many more replies the caller can take, where the transport carries that; does nothing elsewhere.
     *
     * @param replies how many more, at least 1
     */
    default void request(long replies) {}

    /** Withdraws the request: nothing is delivered to it any more, and the handler is stopped where the transport carries that. */
    void cancel();
}
