package dev.rookery.nats;

import dev.rookery.transport.ConnectionStatus;

/** What the connection of a NATS server or client is like. */
public enum NatsStatus implements ConnectionStatus {
    /** Connected, and all subscriptions are made. */
    CONNECTED(Kind.CONNECTED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** The connection was lost, and the driver makes it again. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    NatsStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
