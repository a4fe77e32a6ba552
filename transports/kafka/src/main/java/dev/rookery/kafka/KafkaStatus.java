package dev.rookery.kafka;

import dev.rookery.transport.ConnectionStatus;

/** What the connection of a Kafka server or client is like. */
public enum KafkaStatus implements ConnectionStatus {
    /** Connected; a server is a member of its group and has its partitions. */
    CONNECTED(Kind.CONNECTED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** No broker can be reached; the driver goes on trying. */
    RECONNECTING(Kind.RECONNECTING),
    /** The group shares its partitions out anew. */
    REBALANCING(Kind.CONNECTED),
    /** A server's consumer failed, and a new one is about to join. */
    CRASHED(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    KafkaStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
