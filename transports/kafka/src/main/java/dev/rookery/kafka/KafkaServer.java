package dev.rookery.kafka;

import static java.util.Objects.requireNonNull;

import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.internal.StartRetries;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Serves what comes to the topics of its handlers, as a member of a group. */
final class KafkaServer implements TransportServer {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final KafkaOptions options;
    private final DriverSettings settings;
    private final ServerRuntime runtime;
    private final Signals signals = new Signals(KafkaStatus.DISCONNECTED);
    private final StartRetries retries;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Intake intake;

    KafkaServer(KafkaOptions options, ServerRuntime runtime) {
        this.options = options;
        this.settings = new DriverSettings(options);
        this.runtime = runtime;
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
    }

    // ---- the start ----

    @Override
    public void start() {
        for (var route : runtime.routes()) {
            TopicNames.checkSubscription(route.address());
            if (route.isWildcard()) {
                var _ = RegexTopics.expression(route.address());
            }
        }
        var opened = connectWithRetries();
        connection = opened;
        if (runtime.routes().isEmpty()) {
            signals.status(KafkaStatus.CONNECTED);
            return;
        }
        var begun = new Intake(options, settings, runtime, opened, signals);
        intake = begun;
        try {
            begun.start();
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            close(Duration.ZERO);
            throw new StartException("Interrupted while joining the group " + options.serverGroup(), error);
        } catch (RookeryException error) {
            close(Duration.ZERO);
            throw error instanceof StartException known
                    ? known
                    : new StartException("The server cannot start: " + error.getMessage(), error);
        }
    }

    private Connection connectWithRetries() {
        var made = new AtomicReference<@Nullable Connection>();
        retries.run(() -> made.set(Connection.open(options, settings, options.serverId())));
        return requireNonNull(made.get());
    }

    // ---- intake ----

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    @Override
    public void pauseIntake() {
        pause(true);
    }

    @Override
    public void resumeIntake() {
        pause(false);
    }

    private void pause(boolean on) {
        var present = intake;
        if (present != null) {
            present.pause(on);
        }
    }

    @Override
    public void close(Duration grace) {
        retries.end();
        var taking = intake;
        if (taking != null) {
            taking.close(grace);
        }
        var present = connection;
        if (present != null) {
            var limit = grace.isPositive() ? grace : MOMENT;
            present.publisher().awaitLookUps(limit); // the last replies may be the first to their topic
            present.close(limit);
        }
        signals.status(KafkaStatus.CLOSED);
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

    /** The consumer, which only its own thread may use but for {@code wakeup}; the producer; the administration. */
    @Override
    public <T> T unwrap(Class<T> driverType) {
        var present = connection;
        if (present == null) {
            throw new IllegalStateException(
                    "The Kafka server is not connected: there is no " + driverType.getName() + " before the start");
        }
        var taking = intake;
        return taking == null
                ? Drivers.pick(driverType, present.producer(), present.admin())
                : Drivers.pick(driverType, taking.consumer(), present.producer(), present.admin());
    }
}
