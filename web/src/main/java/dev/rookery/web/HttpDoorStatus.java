package dev.rookery.web;

import dev.rookery.transport.ConnectionStatus;

/** What the door is like. */
public enum HttpDoorStatus implements ConnectionStatus {
    /** Not open yet. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** Requests can arrive. */
    CONNECTED(Kind.CONNECTED),
    /** Closed, for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    HttpDoorStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
