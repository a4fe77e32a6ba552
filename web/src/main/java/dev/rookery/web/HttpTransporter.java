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
import org.jspecify.annotations.Nullable;

/**
 * HTTP as the core sees it: a transport whose handlers have annotations of its own, and that has no client.
 *
 * @param options how HTTP is served
 * @param sockets where WebSocket comes in by the same port; null where it does not
 */
record HttpTransporter(HttpOptions options, @Nullable SocketEntrance sockets) implements Transporter {

    @Override
    public String id() {
        return HttpDoor.ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.REQUEST, Capability.HEADERS, Capability.DEMAND, Capability.CANCELLATION);
    }

    @Override
    public boolean takesPatterns() {
        return false;
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return HttpContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new HttpServer(options, runtime, sockets);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        throw new UnsupportedOperationException(
                "HTTP is a door and makes no clients: call other services by a transport, or HTTP by java.net.http.HttpClient");
    }

    @Override
    public String toString() {
        return HttpDoor.ID + " " + options.host() + ":" + options.port();
    }
}
