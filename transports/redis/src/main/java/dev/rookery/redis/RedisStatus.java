package dev.rookery.redis;

import dev.rookery.transport.ConnectionStatus;

/** What the connections of a server or client to Redis are like. */
public enum RedisStatus implements ConnectionStatus {
    /** Both connections are there; a server has subscribed to all its channels. */
    CONNECTED(Kind.CONNECTED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** One of the two connections was lost, and both are being made again. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    RedisStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
