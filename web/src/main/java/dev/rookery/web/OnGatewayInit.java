package dev.rookery.web;

/** Implemented by a {@link WebSocketGateway} that wants to know when it is served. */
public interface OnGatewayInit {

    /**
     * Called once by each door that serves the gateway, on the thread that starts the application, before the first client can connect. May block.
     *
     * @param server reaches all clients of the gateway's path
     * @throws RuntimeException stops the start
     */
    void afterInit(WsServer server);
}
