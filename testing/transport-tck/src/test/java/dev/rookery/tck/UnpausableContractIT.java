package dev.rookery.tck;

import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import dev.rookery.transport.Transporter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;

/** A transport of somebody else's, whose servers cannot pause, passes the contract too. */
final class UnpausableContractIT
        implements CapabilityContract,
                RequestContract,
                EventContract,
                BoundsContract,
                LifecycleContract,
                ShutdownContract,
                ConcurrencyContract {

    @Override
    public TransportFixture newFixture() {
        return new Fixture(new Unpausable(new InMemoryTransporter()));
    }

    private record Fixture(Unpausable world) implements TransportFixture {
        @Override
        public Transporter server() {
            return world;
        }

        @Override
        public Transporter client(MicroserviceServer server) {
            return world;
        }

        @Override
        public Transporter withoutServer() {
            return new Unpausable(new InMemoryTransporter());
        }
    }

    private record Unpausable(InMemoryTransporter inner) implements Transporter {
        @Override
        public String id() {
            return "unpausable";
        }

        @Override
        public Set<Capability> capabilities() {
            var capabilities = EnumSet.copyOf(inner.capabilities());
            capabilities.remove(Capability.PAUSE);
            return capabilities;
        }

        @Override
        public Optional<WildcardSyntax> wildcards() {
            return inner.wildcards();
        }

        @Override
        public Class<? extends MessageContext> contextType() {
            return inner.contextType();
        }

        @Override
        public TransportServer newServer(ServerRuntime runtime) {
            return new Server(inner.newServer(runtime));
        }

        @Override
        public TransportClient newClient(ClientRuntime runtime) {
            return inner.newClient(runtime);
        }
    }

    private record Server(TransportServer inner) implements TransportServer {
        @Override
        public void start() {
            inner.start();
        }

        @Override
        public List<SocketAddress> addresses() {
            return inner.addresses();
        }

        @Override
        public void pauseIntake() {}

        @Override
        public void resumeIntake() {}

        @Override
        public void close(Duration grace) {
            inner.close(grace);
        }

        @Override
        public Flux<ConnectionStatus> status() {
            return inner.status();
        }

        @Override
        public Flux<TransportSignal<?>> events() {
            return inner.events();
        }

        @Override
        public <T> T unwrap(Class<T> driverType) {
            return inner.unwrap(driverType);
        }
    }
}
