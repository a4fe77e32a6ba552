package dev.rookery.memory;

import dev.rookery.transport.ConnectionStatus;

/** What a connection by memory is like. */
public enum MemoryStatus implements ConnectionStatus {
    /** A server listens; a client may call. */
    CONNECTED(Kind.CONNECTED),
    /** Not yet started. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    MemoryStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
