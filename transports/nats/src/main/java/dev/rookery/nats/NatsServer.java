package dev.rookery.nats;

import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.internal.StartRetries;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import io.nats.client.Connection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Subscribes to the routes of its handlers. The driver makes a lost connection again; where it gives up, the server begins anew. */
final class NatsServer implements TransportServer, ConnectionUser {
    private static final Logger LOG = LoggerFactory.getLogger(NatsServer.class);
    /** How long the end of subscriptions may take, and the sending of the last replies where no time is given for it. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final NatsOptions options;
    private final ServerRuntime runtime;
    private final Signals signals = new Signals(NatsStatus.DISCONNECTED);
    private final NatsThreads threads = NatsThreads.forServer();
    private final Connector connector;
    private final StartRetries retries;
    private volatile @Nullable Open open;

    /** A connection, and what is subscribed to on it. */
    private record Open(DriverEvents events, Connection connection, ServerSubscriptions subscriptions) {}

    NatsServer(NatsOptions options, ServerRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.connector = new Connector(options, threads);
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
    }

    // ---- the start ----

    @Override
    public void start() {
        runtime.routes().forEach(route -> Subjects.checkSubscription(route.address()));
        connectWithRetries();
        if (runtime.routes().stream().anyMatch(Route::hasEventHandler)) {
            LOG.info("Events over NATS that are sent while this service is not connected are lost to it");
        }
    }

    private void connectWithRetries() {
        try {
            retries.run(this::connect);
        } catch (StartException refused) {
            threads.close();
            throw refused;
        }
    }

    private void connect() {
        var events = new DriverEvents(signals, this, "server");
        var connection = connector.open(events);
        try {
            open = new Open(events, connection, ServerSubscriptions.make(options, runtime, connector, connection));
        } catch (RuntimeException error) {
            Connector.close(connection, Duration.ZERO);
            throw error;
        }
        signals.status(NatsStatus.CONNECTED);
        events.watch(connection);
        if (retries.hasEnded()) { // while it was made
            events.unwatch();
            Connector.close(connection, Duration.ZERO);
        }
    }

    @Override
    public void lost() {
        // What is being handled goes on: its callers may be there yet when the connection is back.
    }

    @Override
    public void ended() {
        signals.status(NatsStatus.RECONNECTING);
        Thread.ofVirtual().name("rookery-nats-connect").start(this::connectAnew);
    }

    private void connectAnew() {
        for (var failures = 1; !retries.hasEndedWithin(options.backoff().delay(failures)); failures++) {
            try {
                connect();
                return;
            } catch (RookeryException refused) {
                LOG.warn("{}", refused.getMessage());
            } catch (RuntimeException broken) { // the driver's, or of what the user changes in its options
                LOG.warn("Cannot connect to NATS at {}", options.shownServers(), broken);
            }
        }
    }

    @Override
    public void refused(String error) {
        // It is in the log, and among the events.
    }

    // ---- intake ----

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    /** Nothing can be paused: NATS drops who does not read. What is too much is turned away by core. */
    @Override
    public void pauseIntake() {}

    @Override
    public void resumeIntake() {}

    @Override
    public void endIntake() {
        var present = open;
        if (present != null) {
            present.subscriptions().end(MOMENT);
        }
    }

    @Override
    public void close(Duration grace) {
        retries.end();
        var present = open;
        if (present != null) {
            present.events().unwatch();
            Connector.close(present.connection(), grace.isPositive() ? grace : MOMENT);
        }
        threads.close();
        signals.status(NatsStatus.CLOSED);
    }

    // ---- signals ----

    @Override
    public Flux<ConnectionStatus> status() {
        return signals.statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return signals.events();
    }

    /** {@link Connection}. */
    @Override
    public <T> T unwrap(Class<T> driverType) {
        var present = open;
        if (present == null) {
            throw new IllegalStateException(
                    "The NATS server is not connected: there is no " + driverType.getName() + " before the start");
        }
        return Drivers.pick(driverType, present.connection());
    }
}
