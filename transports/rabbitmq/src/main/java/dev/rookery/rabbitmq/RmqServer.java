package dev.rookery.rabbitmq;

import com.rabbitmq.client.Channel;
import dev.rookery.codec.BrokerMessages;
import dev.rookery.codec.IncomingRequest;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.PatternText;
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
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * Serves what comes to its queue. Each message is settled once, whatever becomes of it; what is not settled when a connection ends, the broker delivers
 * again.
 */
final class RmqServer implements TransportServer, BrokerConnection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RmqServer.class);
    private static final Duration LONGEST_CANCEL = Duration.ofSeconds(1);

    private final RmqOptions options;
    private final ServerRuntime runtime;
    private final BrokerConnection connection;
    private final StartRetries retries;
    private final SparseLog foreign = new SparseLog(LOG);
    private final SparseLog unrouted = new SparseLog(LOG);
    // of the connection's thread
    private final ArrayDeque<Arrival> arrived = new ArrayDeque<>();
    private final ArrayDeque<Arrival> held = new ArrayDeque<>();
    private volatile @Nullable Serving serving;
    private volatile boolean paused;
    private volatile boolean ending;

    /** What there is on one connection. */
    private record Serving(Session session, Consuming consuming, Replying replying) {}

    RmqServer(RmqOptions options, ServerRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
        this.connection = new BrokerConnection(options, this, "server");
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
            var _ = connection.connect().get();
        } catch (ExecutionException error) {
            throw Reasons.unwrapped(error) instanceof RookeryException known ? known : new CompletionException(error);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while connecting to RabbitMQ");
        }
    }

    private void tellWhatIsLost() {
        if (runtime.routes().stream().noneMatch(Route::hasEventHandler)) {
            return;
        }
        if (options.acknowledgement() == RmqAcknowledgement.AUTOMATIC) {
            LOG.info("Acknowledgement is AUTOMATIC: events that this server has not done when it ends are lost");
        } else if (options.acknowledgement() == RmqAcknowledgement.AFTER_SUCCESS
                && options.failures() != RmqFailures.REQUEUE
                && !options.queueOptions().hasDeadLetterExchange()) {
            LOG.info(
                    "Events whose handlers fail are dropped: the queue {} declares no dead-letter exchange",
                    options.queue());
        }
    }

    @Override
    public void connected(Session session) throws IOException {
        var queue = new Declarations(options, session).forServer(runtime.routes());
        var consuming = new Consuming(options, session, connection.thread(), queue, prefetch(), this::arrived);
        var settles = options.acknowledgement() == RmqAcknowledgement.AFTER_SUCCESS;
        var replying = new Replying(session, connection.thread(), settles);
        replying.watch();
        serving = new Serving(session, consuming, replying);
        // Without a prefetch all that there is would come at once, though the service may still be full.
        consuming.begin(!ending && !(paused && prefetch() == 0));
        consume(true); // if it has become otherwise meanwhile
    }

    private int prefetch() {
        var chosen = options.prefetch();
        if (chosen != null) {
            return chosen;
        }
        return options.acknowledgement() == RmqAcknowledgement.AUTOMATIC
                ? 0
                : Math.min(runtime.maxInFlight(), RmqOptions.MAX_PREFETCH);
    }

    @Override
    public void lost(Session session, ConnectionLostException why) {
        // The broker delivers again what was not settled.
        arrived.removeIf(message -> !message.isSettledByBroker());
        held.removeIf(message -> !message.isSettledByBroker());
        var ended = serving;
        if (ended != null && ended.session().equals(session)) {
            ended.replying().credits().end(why);
        }
    }

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    // ---- intake ----

    private void arrived(Arrival message) {
        if (message.body().length > options.maxMessageBytes()) {
            foreign.warn(
                    message.reject(false)
                            ? "Rejected a message by the key {} of {} bytes, which is more than maxMessageBytes"
                            : "Dropped a message by the key {} of {} bytes, which is more than maxMessageBytes",
                    message.envelope().getRoutingKey(),
                    message.body().length);
            return;
        }
        arrived.add(message);
        if (arrived.size() == 1) {
            // When all that was read at once has arrived.
            var _ = connection.thread().execute(this::dispatchArrived);
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
        if (ending) {
            if (!message.reject(true)) {
                dispatch(message);
            }
        } else if (paused || !held.isEmpty()) {
            held.add(message); // also while those before it are about to go on
        } else {
            dispatch(message);
        }
    }

    /** {@inheritDoc} With a prefetch the broker stops by itself there; without one consuming ends for a while. */
    @Override
    public void pauseIntake() {
        paused = true;
        consume(false);
    }

    @Override
    public void resumeIntake() {
        paused = false;
        var _ = connection.thread().execute(this::dispatchHeld);
        consume(true);
    }

    private void consume(boolean wanted) {
        if (prefetch() == 0) {
            var _ = connection.thread().execute(() -> {
                var present = serving;
                if (present != null && !ending) {
                    var _ = present.consuming().want(wanted && !paused);
                }
            });
        }
    }

    private void dispatchHeld() {
        runtime.burst(() -> {
            while (!paused && !held.isEmpty()) {
                dispatch(held.poll());
            }
        });
    }

    /** {@inheritDoc} What is here and not begun goes back to the queue, for others. */
    @Override
    public void endIntake() {
        var ended = new CompletableFuture<Boolean>();
        if (!connection.thread().execute(() -> endIntakeHere(ended))
                || connection.thread().isCurrentThread()) {
            return;
        }
        try {
            ended.get(LONGEST_CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notConnected) {
            LOG.debug("Consuming was not ended: {}", Failures.text(notConnected));
        }
    }

    private void endIntakeHere(CompletableFuture<Boolean> ended) {
        ending = true;
        paused = false;
        while (!held.isEmpty()) {
            receive(held.poll());
        }
        var present = serving;
        if (present == null) {
            ended.complete(true);
            return;
        }
        var _ = present.consuming().want(false).whenComplete((done, impossible) -> {
            dispatchArrived();
            ended.complete(true);
        });
    }

    // ---- messages ----

    private void dispatch(Arrival message) {
        var present = serving;
        var packet = read(message);
        if (packet.isEmpty() || present == null) {
            var _ = message.reject(false);
            return;
        }
        var request = packet.get();
        var replies = request.id() == null || message.properties().getReplyTo() == null
                ? null
                : new ServerReply(present.replying(), runtime.codec(), message, request.id());
        var exchange = runtime.dispatch(
                new Inbound(
                        route(request, message).orElse(null),
                        request.isEvent(),
                        request.data(),
                        new RmqContext(message, pattern(request, message), request.metadata()),
                        null),
                replies == null ? ReplySink.none() : replies);
        if (replies != null) {
            replies.began(exchange);
        }
        if (!message.isSettledByBroker()) {
            var _ = exchange.outcome().whenComplete((outcome, impossible) -> settle(message, request, outcome));
        }
    }

    /** Empty for what is nobody's: a reply, or what is beyond a limit of the codec. */
    private Optional<IncomingRequest> read(Arrival message) {
        try {
            var packet = BrokerMessages.readAny(runtime.codec(), message.body());
            if (packet.isEmpty()) {
                foreign.warn(
                        "Rejected a message by the key {}, which is a reply",
                        message.envelope().getRoutingKey());
            }
            return packet;
        } catch (UndecodableMessageException error) {
            foreign.warn(
                    "Rejected a message by the key {}: {}", message.envelope().getRoutingKey(), error.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Route> route(IncomingRequest request, Arrival message) {
        return request.pattern() == null
                ? runtime.match(message.envelope().getRoutingKey())
                : runtime.matchPattern(request.pattern());
    }

    private static String pattern(IncomingRequest request, Arrival message) {
        var pattern = request.pattern();
        if (pattern == null) {
            return message.envelope().getRoutingKey();
        }
        return PatternText.of(pattern);
    }

    // ---- settling ----

    private void settle(Arrival message, IncomingRequest request, @Nullable Outcome outcome) {
        var manual = options.acknowledgement() == RmqAcknowledgement.MANUAL;
        switch (outcome) {
            case Outcome.NoHandler none -> {
                if (manual || request.isEvent()) {
                    unrouted.warn("Rejected a message without a handler: {}", pattern(request, message));
                    var _ = message.reject(false);
                } else {
                    var _ = message.acknowledge();
                }
            }
            case Outcome.TurnedAway away -> {
                var _ = (manual || request.isEvent()) ? message.reject(true) : message.acknowledge();
            }
            case Outcome.Failed failed -> {
                if (!manual) {
                    var _ = request.isEvent() ? message.reject(requeues(message)) : message.acknowledge();
                }
            }
            case null, default -> {
                if (!manual) {
                    var _ = message.acknowledge();
                }
            }
        }
    }

    private boolean requeues(Arrival message) {
        return switch (options.failures()) {
            case DEAD_LETTER -> false;
            case REQUEUE_ONCE ->
                !Redelivery.mayHaveFailed(options.queueOptions(), message.envelope(), message.properties());
            case REQUEUE -> true;
        };
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

    /** {@link com.rabbitmq.client.Connection}, or the {@link Channel} that is consumed on. */
    @Override
    public <T> T unwrap(Class<T> driverType) {
        var present = serving;
        var available = new ArrayList<Object>();
        if (present != null && present.session().isOpen()) {
            available.add(present.session().connection());
            available.add(present.consuming().channel());
        }
        if (available.isEmpty()) {
            throw new IllegalStateException(
                    "The RabbitMQ server is not connected: there is no " + driverType.getName());
        }
        return Drivers.pick(driverType, available);
    }
}
