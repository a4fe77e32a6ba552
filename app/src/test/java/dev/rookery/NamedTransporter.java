package dev.rookery;

import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import dev.rookery.transport.Transporter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** The in-memory transport under another name, which tells what is done to its servers, and may refuse to start. */
record NamedTransporter(String id, InMemoryTransporter world, boolean portInUse, Consumer<String> told)
        implements Transporter {

    static NamedTransporter of(String id) {
        return new NamedTransporter(id, new InMemoryTransporter(), false, what -> {});
    }

    static NamedTransporter whosePortIsInUse() {
        return new NamedTransporter("busy", new InMemoryTransporter(), true, what -> {});
    }

    @Override
    public Set<Capability> capabilities() {
        return world.capabilities();
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return world.wildcards();
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new ToldServer(world.newServer(runtime), this);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return world.newClient(runtime);
    }

    private record ToldServer(TransportServer server, NamedTransporter transporter) implements TransportServer {
        @Override
        public void start() {
            if (transporter.portInUse) {
                throw new StartException("localhost:3000 is in use: stop what listens there, or take another port");
            }
            transporter.told.accept("transport started");
            server.start();
        }

        @Override
        public List<SocketAddress> addresses() {
            return server.addresses();
        }

        @Override
        public void pauseIntake() {
            transporter.told.accept("intake paused");
            server.pauseIntake();
        }

        @Override
        public void resumeIntake() {
            server.resumeIntake();
        }

        @Override
        public void close(Duration grace) {
            transporter.told.accept("transport closed");
            server.close(grace);
        }

        @Override
        public Flux<ConnectionStatus> status() {
            return server.status();
        }

        @Override
        public Flux<TransportSignal<?>> events() {
            return server.events();
        }

        @Override
        public <T> T unwrap(Class<T> driverType) {
            return server.unwrap(driverType);
        }
    }
}
