package dev.rookery.handler.internal;

import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.Set;

/** What handlers are bound to, without servers and clients. */
record SomeTransport(String id, Class<? extends MessageContext> contextType, boolean takesPatterns)
        implements Transporter {

    static SomeTransport of(String id) {
        return new SomeTransport(id, MessageContext.class, true);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        throw new UnsupportedOperationException();
    }
}
