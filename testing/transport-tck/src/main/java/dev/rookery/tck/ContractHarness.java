package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Starts the servers and clients of one test. At the end it opens all gates, and checks that no reply is pending, that nothing is in flight,
 * and, once all is closed, that no thread of Rookery is left.
 */
public final class ContractHarness {
    private static final String OWN_THREADS = "rookery-";

    private final TransportFixture fixture;
    private final Set<Thread> threadsBefore = ownThreads();
    private final List<MicroserviceServer> servers = new CopyOnWriteArrayList<>();
    private final List<ClientProxy> clients = new CopyOnWriteArrayList<>();
    private final List<Correlation> correlations = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();

    ContractHarness(TransportFixture fixture) {
        this.fixture = fixture;
    }

    /**
     * How the transport is made.
     *
     * @return the fixture of this test
     */
    public TransportFixture fixture() {
        return fixture;
    }

    /**
     * What the transport has to do.
     *
     * @return its row of the table, or what it declares
     */
    public Set<Capability> capabilities() {
        return CapabilityTable.required(fixture.server(), fixture);
    }

    /**
     * Starts a server with default options.
     *
     * @param controllers whose methods are handlers
     * @return the running server
     */
    public MicroserviceServer serve(Object... controllers) {
        return start(server(controllers));
    }

    /**
     * Starts a server.
     *
     * @param options how it treats messages
     * @param controllers whose methods are handlers
     * @return the running server
     */
    public MicroserviceServer serve(ServerOptions options, Object... controllers) {
        return start(server(controllers).options(options));
    }

    /**
     * Begins a server.
     *
     * @param controllers whose methods are handlers
     * @return a builder with the transporter of the fixture, for {@link #start}
     */
    public MicroserviceServer.Builder server(Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(fixture.server());
        for (var controller : controllers) {
            builder.controller(controller);
        }
        return builder;
    }

    /**
     * Starts what was built.
     *
     * @param builder a server with its transporter
     * @return the running server
     */
    public MicroserviceServer start(MicroserviceServer.Builder builder) {
        var server = builder.start();
        servers.add(server);
        return server;
    }

    /**
     * Makes a client with default options.
     *
     * @param server whom it calls
     * @return a client
     */
    public ClientProxy client(MicroserviceServer server) {
        return client(server, ClientOptions.defaults());
    }

    /**
     * Makes a client.
     *
     * @param server whom it calls
     * @param options how it treats calls
     * @return a client
     */
    public ClientProxy client(MicroserviceServer server, ClientOptions options) {
        return client(fixture.client(server), options);
    }

    /**
     * Makes a client.
     *
     * @param transporter how it calls
     * @param options how it treats calls
     * @return a client
     */
    public ClientProxy client(Transporter transporter, ClientOptions options) {
        var client = ClientProxyFactory.create(new WatchedTransporter(transporter, correlations), options);
        clients.add(client);
        return client;
    }

    /**
     * Starts a server with default options and makes a client for it.
     *
     * @param controllers whose methods are handlers
     * @return a client of that server
     */
    public ClientProxy clientOf(Object... controllers) {
        return client(serve(controllers));
    }

    /**
     * Makes a gate, which is open at the end of the test.
     *
     * @return a closed gate
     */
    public Gate gate() {
        var gate = new Gate();
        gates.add(gate);
        return gate;
    }

    // ---- the end ----

    void end(boolean passed) {
        gates.forEach(Gate::open);
        try {
            if (passed) {
                nothingIsPending();
            }
        } finally {
            clients.forEach(ClientProxy::close);
            servers.forEach(server -> server.stop(Duration.ofSeconds(passed ? 5 : 0)));
            fixture.close();
        }
        if (passed) {
            noThreadIsLeft();
        }
    }

    private void nothingIsPending() {
        Eventually.holds(() -> assertThat(
                        correlations.stream().mapToInt(Correlation::size).sum())
                .isZero());
        Eventually.holds(() -> assertThat(
                        servers.stream().mapToInt(MicroserviceServer::inFlight).sum())
                .isZero());
    }

    private void noThreadIsLeft() {
        Eventually.holds(() -> {
            var left = ownThreads();
            left.removeAll(threadsBefore);
            left.removeIf(fixture::outlivesServers);
            assertThat(left).isEmpty();
        });
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(OWN_THREADS))
                .collect(Collectors.toSet());
    }
}
