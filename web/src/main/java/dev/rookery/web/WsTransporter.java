package dev.rookery.web;

import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.EnumSet;
import java.util.Set;

/**
 * WebSocket as the core sees it: a transport whose handlers have annotations of its own, and that has no client.
 *
 * @param options how WebSocket is served
 * @param gateways what it serves
 * @param http the port
 * @param entrance where it meets the port
 * @param ownsPort whether the port is for WebSocket alone, so that nobody else opens it
 */
record WsTransporter(
        WebSocketOptions options, Gateways gateways, HttpOptions http, SocketEntrance entrance, boolean ownsPort)
        implements Transporter {

    @Override
    public String id() {
        return WebSocketDoor.ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.REQUEST, Capability.HEADERS, Capability.DEMAND, Capability.PAUSE, Capability.CANCELLATION);
    }

    @Override
    public boolean takesPatterns() {
        return false;
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return WsContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        if (ownsPort) {
            entrance.at(HttpServer.forSockets(http, runtime, entrance));
        }
        var server = new SocketServer(options, gateways, runtime, entrance, ownsPort);
        entrance.to(server);
        return server;
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        throw new UnsupportedOperationException(
                "WebSocket is a door and makes no clients: call other services by a transport, or connect by java.net.http.WebSocket");
    }

    @Override
    public String toString() {
        return WebSocketDoor.ID + " " + http.host() + ":" + http.port();
    }
}
