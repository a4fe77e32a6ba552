package dev.rookery.grpc;

import dev.rookery.transport.ConnectionStatus;

/** What the connection of a gRPC server or client is like. The code with which a call ends is another thing, {@code io.grpc.Status}. */
public enum GrpcStatus implements ConnectionStatus {
    /** A server listens; a client is connected. */
    CONNECTED(Kind.CONNECTED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** The connection was lost or could not be made, and the driver tries again. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    GrpcStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
