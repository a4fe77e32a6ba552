package dev.rookery.web;

/** Implemented by a {@link WebSocketGateway} that wants to know of each client. */
public interface OnGatewayConnection {

    /**
     * Called for each client that connects, on a virtual thread, before its first event is read. May block, and may close the client.
     *
     * @param client the client
     * @throws RuntimeException is logged, and closes the client with 1011
     */
    void handleConnection(WsClient client);
}
