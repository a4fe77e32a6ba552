package dev.rookery.memory;

import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Services and clients within one process, for tests and for modules that may move out later. Packets are written and read just as on any
 * other transport, so what works here works there.
 *
 * <p>An instance is a world of its own: its clients reach its servers. Several servers share the messages: each goes to one of those
 * that have a handler for it.
 * Wildcards are those of NATS: {@code *} for one word, {@code >} for the rest.
 */
public final class InMemoryTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "memory";

    private final MemoryBus bus = new MemoryBus();

    /** A world without servers. */
    public InMemoryTransporter() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.REQUEST,
                Capability.EVENT,
                Capability.WILDCARDS,
                Capability.HEADERS,
                Capability.DEMAND,
                Capability.PAUSE,
                Capability.NO_LISTENER_KNOWN,
                Capability.SHARED_WORK,
                Capability.CANCELLATION);
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.of(WildcardSyntax.NATS);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return MemoryContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new MemoryServer(bus, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new MemoryClient(bus, runtime);
    }

    @Override
    public String toString() {
        return ID;
    }
}
