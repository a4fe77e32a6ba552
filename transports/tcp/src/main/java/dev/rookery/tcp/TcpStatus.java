package dev.rookery.tcp;

import dev.rookery.transport.ConnectionStatus;

/** What a TCP server or client is like. */
public enum TcpStatus implements ConnectionStatus {
    /** A server listens; a client has a connection to at least one of its addresses. */
    CONNECTED(Kind.CONNECTED),
    /** A server does not listen; a client has no connection and tries to make none. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** A server lost its listening socket and opens another; a client lost its last connection and makes another. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    TcpStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
