package dev.rookery.test;

import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.Optional;
import java.util.Set;

/** The in-memory transport, watched where messages leave it for their handlers. */
final class WatchedMemory implements Transporter {
    private final InMemoryTransporter memory = new InMemoryTransporter();
    private final Traffic traffic;

    WatchedMemory(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public String id() {
        return memory.id();
    }

    @Override
    public Set<Capability> capabilities() {
        return memory.capabilities();
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return memory.wildcards();
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return memory.contextType();
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return memory.newServer(new WatchedRuntime(runtime, traffic));
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return memory.newClient(runtime);
    }

    @Override
    public String toString() {
        return memory.toString();
    }
}
