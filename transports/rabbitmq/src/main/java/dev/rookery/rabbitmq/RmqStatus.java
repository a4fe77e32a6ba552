package dev.rookery.rabbitmq;

import dev.rookery.transport.ConnectionStatus;

/** What a connection to RabbitMQ is like. */
public enum RmqStatus implements ConnectionStatus {
    /** Connected to the broker; a server consumes its queue. */
    CONNECTED(Kind.CONNECTED),
    /** Connected, but the broker takes no messages: it is short of memory or disk. Back at {@link #CONNECTED} when it does. */
    BLOCKED(Kind.BLOCKED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** The connection was lost, and another one is being made. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    RmqStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
