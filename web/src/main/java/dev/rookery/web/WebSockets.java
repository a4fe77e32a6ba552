package dev.rookery.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reaches the clients of all gateways, for whoever injects it; {@link WebSocketModule} provides it. Can be used at any time: before the door opens there are
 * no clients. Safe for use by several threads.
 */
public final class WebSockets {
    private final Map<String, WsServer> servers = new ConcurrentHashMap<>();

    /** Called by the container. */
    WebSockets() {}

    /**
     * The clients of a path.
     *
     * @param path the path of a gateway, as in {@code at("/live")}
     * @return the same object each time
     * @throws dev.rookery.error.HandlerDefinitionException if it is no such path
     */
    public WsServer at(String path) {
        return servers.computeIfAbsent(GatewayAddress.path(path), WsServer::new);
    }
}
