package dev.rookery.mqtt;

import dev.rookery.codec.BrokerMessages;
import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.IncomingRequest;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.error.StartException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.Reasons;
import dev.rookery.internal.SparseLog;
import dev.rookery.internal.StartRetries;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * Serves what comes by a broker. Messages at QoS 1 and 2 are acknowledged when their handlers are done, and held while intake is paused: the broker
 * sends no more than so many that are not acknowledged.
 */
final class MqttServer implements TransportServer, Connection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(MqttServer.class);
    private static final Duration LONGEST_UNSUBSCRIBE = Duration.ofSeconds(1);

    private final MqttOptions options;
    private final ServerRuntime runtime;
    private final TopicRoutes routes;
    private final Connection connection;
    private final StartRetries retries;
    private final OpenStreams streams = new OpenStreams();
    private final SparseLog foreign = new SparseLog(LOG);
    private final SparseLog unsent = new SparseLog(LOG);
    private final SparseLog refused = new SparseLog(LOG);
    // of the connection's thread
    private final ArrayDeque<Arrival> arrived = new ArrayDeque<>();
    private final ArrayDeque<Arrival> held = new ArrayDeque<>();
    private volatile boolean paused;
    private volatile boolean subscribed;
    private volatile boolean ending;

    MqttServer(MqttOptions options, DriverCustomizers customizers, ServerRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.routes = new TopicRoutes(runtime, options);
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
        this.connection = new Connection(options, customizers, this, "server", true);
    }

    // ---- life ----

    @Override
    public void start() {
        try {
            retries.run(this::connect);
        } catch (StartException refused) {
            connection.close(Duration.ZERO);
            throw refused;
        }
        tellWhatIsLost();
    }

    private void connect() {
        try {
            connection.connect().get();
        } catch (ExecutionException error) {
            throw Reasons.unwrapped(error) instanceof RookeryException known ? known : new CompletionException(error);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while connecting to the MQTT broker");
        }
    }

    private void tellWhatIsLost() {
        var kept = options.session().isKept() && options.subscribeOptions().qos() > 0;
        if (!kept && runtime.routes().stream().anyMatch(Route::hasEventHandler)) {
            LOG.info(
                    "Events over MQTT that are sent while this service is not connected are lost to it, unless the session is kept"
                            + " and the QoS is 1 or 2");
        }
    }

    @Override
    public CompletableFuture<?> connected(boolean sessionPresent) {
        if (!sessionPresent) {
            subscribed = false; // a session that is new has none of them, also where the next attempt finds it
        }
        if (ending || subscribed) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(
                        routes.subscriptions().stream().map(this::subscribe).toArray(CompletableFuture<?>[]::new))
                .thenCompose(done -> hearFarewells())
                .thenRun(() -> subscribed = true);
    }

    /** If that is refused, streams go on when their callers have left. */
    private CompletableFuture<?> hearFarewells() {
        if (options.version() != MqttVersion.V5) {
            return CompletableFuture.completedFuture(null);
        }
        return connection
                .driver()
                .subscribe(streams.farewells(), MqttSubscribeOptions.DEFAULT)
                .handle((done, refused) -> done);
    }

    private CompletableFuture<?> subscribe(TopicRoutes.Subscribed wanted) {
        return connection
                .driver()
                .subscribe(wanted.text(), options.subscribeOptions().withQos(wanted.qos()))
                .exceptionally(error -> {
                    throw Failures.isRefusal(error)
                            ? new StartException(
                                    "The MQTT broker refuses the subscription to " + wanted.text()
                                            + ": allow it to this user (" + Failures.text(error) + ")",
                                    Reasons.unwrapped(error))
                            : new CompletionException(Reasons.unwrapped(error));
                });
    }

    @Override
    public void lost(ConnectionLostException why) {
        drop(arrived);
        drop(held);
        streams.end(why);
    }

    /**
     * Drops what the broker delivers again if it keeps the session. The driver takes it for acknowledged, though without a connection nobody is told:
     * else it would acknowledge nothing that comes later. On a kept session it does not hand out again what is QoS 2, so that this stays.
     */
    private void drop(Collection<Arrival> messages) {
        messages.removeIf(message -> {
            if (options.session().isKept() && message.qos() == 2) {
                return false;
            }
            message.acknowledge();
            return true;
        });
    }

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    // ---- intake ----

    @Override
    public void arrived(Arrival message) {
        arrived.add(message);
        if (arrived.size() == 1) {
            // When all that was read at once has arrived.
            connection.threads().execute(this::dispatchArrived);
        }
    }

    private void dispatchArrived() {
        runtime.burst(() -> {
            for (var message = arrived.poll(); message != null; message = arrived.poll()) {
                receive(message);
            }
        });
    }

    private void receive(Arrival message) {
        if (OpenStreams.isFarewell(message.topic())) {
            message.acknowledge();
            streams.left(message);
        } else if (message.qos() == 0) {
            receiveOnce(message);
        } else if (holds() || !held.isEmpty()) {
            held.add(message); // also while those before it are about to go on
        } else {
            dispatch(message);
        }
    }

    /** Of what nobody acknowledges there is no keeping. */
    private void receiveOnce(Arrival message) {
        if (ending && options.session().isKept()) {
            turnAway(message);
        } else {
            dispatch(message);
        }
    }

    /** Whether messages wait, for a place or, at the end of a session that is kept, for a successor. */
    private boolean holds() {
        return ending ? options.session().isKept() : paused;
    }

    @Override
    public void pauseIntake() {
        paused = true;
    }

    @Override
    public void resumeIntake() {
        paused = false;
        connection.threads().execute(this::dispatchHeld);
    }

    private void dispatchHeld() {
        runtime.burst(() -> {
            while (!holds() && !held.isEmpty()) {
                dispatch(held.poll());
            }
        });
    }

    /** {@inheritDoc} A session that the broker keeps goes on collecting messages; else what has come is for this server, whether there is a place or not. */
    @Override
    public void endIntake() {
        ending = true;
        if (options.session().isKept()) {
            return;
        }
        connection.threads().execute(this::dispatchHeld);
        var ended = CompletableFuture.allOf(routes.subscriptions().stream()
                        .map(each -> connection.driver().unsubscribe(each.text()))
                        .toArray(CompletableFuture<?>[]::new))
                .thenRunAsync(this::dispatchArrived, connection.threads()::execute);
        if (connection.threads().isCurrentThread()) {
            return;
        }
        try {
            ended.get(LONGEST_UNSUBSCRIBE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notConnected) {
            LOG.debug("Subscriptions were not ended: {}", Failures.text(notConnected));
        }
    }

    // ---- messages ----

    private void dispatch(Arrival message) {
        var packet = read(message);
        if (packet.isEmpty()) {
            message.acknowledge();
            return;
        }
        var request = packet.get();
        var replies = request.id() == null ? null : new MqttReply(this, request.id(), message.topic());
        var exchange = runtime.dispatch(
                new Inbound(
                        routes.find(message.topic()).orElse(null),
                        request.isEvent(),
                        request.data(),
                        new MqttContext(message, request.metadata()),
                        null),
                replies == null ? ReplySink.none() : replies);
        if (replies != null) {
            replies.began(exchange);
        }
        if (message.qos() > 0) {
            var _ = exchange.outcome().whenComplete((outcome, impossible) -> settle(message, outcome));
        }
    }

    private void turnAway(Arrival message) {
        var why = new ServerClosingException("The service is shutting down");
        read(message).ifPresent(packet -> {
            if (packet.id() == null) {
                refused.warn("Dropped an event for {}: {}", message.topic(), why.getMessage());
            } else {
                new MqttReply(this, packet.id(), message.topic())
                        .error(why, ErrorBody.coded("UNAVAILABLE", "The service is shutting down"));
            }
        });
    }

    /** Empty for what is nobody's: a reply, or what is larger than may be. */
    private Optional<IncomingRequest> read(Arrival message) {
        var bytes = message.payload().bytes();
        if (bytes.length > options.maxPacketBytes()) {
            foreign.warn(
                    "Dropped a message to {} of {} bytes, which is more than maxPacketBytes",
                    message.topic(),
                    bytes.length);
            return Optional.empty();
        }
        try {
            return BrokerMessages.readAny(runtime.codec(), bytes);
        } catch (UndecodableMessageException error) {
            foreign.warn("Dropped a message to {}: {}", message.topic(), error.getMessage());
            return Optional.empty();
        }
    }

    /** Once the handler is done, well or not; but what was turned away because the server closes is for another one. */
    private static void settle(Arrival message, @Nullable Outcome outcome) {
        if (!(outcome instanceof Outcome.TurnedAway(var why)) || !(why instanceof ServerClosingException)) {
            message.acknowledge();
        }
    }

    // ---- for replies ----

    ServerRuntime runtime() {
        return runtime;
    }

    MqttOptions options() {
        return options;
    }

    OpenStreams streams() {
        return streams;
    }

    CompletableFuture<Driver.Sent> publish(Publication reply) {
        return connection.publish(reply);
    }

    void unsent(String topic, Throwable error) {
        unsent.warn("A reply to {} was not sent: {}", topic, Failures.text(error));
    }

    // ---- the rest ----

    @Override
    public void close(Duration grace) {
        retries.end();
        connection.close(grace);
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return connection.signals().statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return connection.signals().events();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(driverType, connection.driver().client());
    }
}
