package dev.rookery.web;

/** Implemented by a {@link WebSocketGateway} that wants to know when a client has gone. */
public interface OnGatewayDisconnect {

    /**
     * Called once for each client that was connected, on a virtual thread, after {@link OnGatewayConnection#handleConnection}, whatever became of that.
     * Handlers of its events were stopped, and it has left its rooms. May block; what it throws is logged.
     *
     * @param client the client, to which nothing can be sent any more
     * @param close how the connection ended
     */
    void handleDisconnect(WsClient client, WsClose close);
}
