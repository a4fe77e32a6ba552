package dev.rookery.transport;

/**
 * What a connection is like. Each transport has an enum of its own; {@link #kind} is what they have in common.
 */
public interface ConnectionStatus {

    /**
     * The name of the status in the transport's own words.
     *
     * @return the name of the enum constant
     */
    String name();

    /**
     * What the status means on any transport.
     *
     * @return the kind
     */
    Kind kind();

    /** What every transport knows. */
    enum Kind {
        /** A client: connected. A server: messages can arrive. */
        CONNECTED,
        /** Not connected, and not trying. */
        DISCONNECTED,
        /** The connection was lost, and it is being made again. */
        RECONNECTING,
        /** Connected, but the peer takes nothing at the moment. */
        BLOCKED,
        /** Closed by {@code close()}, for ever. */
        CLOSED
    }
}
