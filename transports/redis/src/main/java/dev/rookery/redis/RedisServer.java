package dev.rookery.redis;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.error.StartException;
import dev.rookery.internal.Reasons;
import dev.rookery.internal.StartRetries;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import io.lettuce.core.RedisCommandExecutionException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Subscribes to a channel for each route, and publishes replies. Intake cannot pause: core queues what is too much, within its bound. */
final class RedisServer implements TransportServer, Connections.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);

    private final ServerRuntime runtime;
    private final Connections connections;
    private final Outbox outbox;
    private final Intake intake;
    private final StartRetries retries;
    private volatile boolean ending;

    RedisServer(RedisOptions options, ServerRuntime runtime) {
        this.runtime = runtime;
        this.connections = new Connections(options, "server", new SocketBatches(runtime::burst), this);
        this.outbox = new Outbox(options.maxWaitingMessages());
        this.intake = new Intake(options, runtime, connections, outbox);
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
        runtime.routes().forEach(route -> Channels.check(route.address()));
    }

    // ---- life ----

    @Override
    public void start() {
        retries.run(this::connect);
        if (runtime.routes().stream().anyMatch(Route::hasEventHandler)) {
            LOG.info("Events over Redis that are sent while this service is not connected are lost to it");
        }
    }

    private void connect() {
        try {
            connections.connect().join();
        } catch (CompletionException error) {
            throw Reasons.unwrapped(error) instanceof RookeryException known ? known : error;
        }
    }

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    @Override
    public void pauseIntake() {}

    @Override
    public void resumeIntake() {}

    /** Ends the subscriptions, and waits a moment for Redis to say so. */
    @Override
    public void endIntake() {
        ending = true;
        var link = connections.current();
        if (link != null) {
            var ended = runtime.routes().stream()
                    .map(route -> route.isWildcard()
                            ? link.unsubscribeGlob(route.address())
                            : link.unsubscribe(route.address()))
                    .map(CompletionStage::toCompletableFuture)
                    .toArray(CompletableFuture[]::new);
            if (!DriverThreads.isCurrentThread()) {
                Waiting.briefly(CompletableFuture.allOf(ended));
            }
        }
    }

    @Override
    public void close(Duration grace) {
        retries.end();
        if (!DriverThreads.isCurrentThread()) {
            outbox.awaitPublished(System.nanoTime() + grace.toNanos());
        }
        connections.close(new ServerClosingException("The Redis server was closed"), grace);
    }

    // ---- what the connections tell ----

    @Override
    public CompletionStage<Void> prepare(RedisLink link) {
        link.receiveBy(intake);
        if (ending) {
            return CompletableFuture.completedFuture(null);
        }
        var subscriptions = runtime.routes().stream()
                .map(route -> subscribe(link, route))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(subscriptions);
    }

    private static CompletionStage<Void> subscribe(RedisLink link, Route route) {
        var address = route.address();
        return (route.isWildcard() ? link.subscribeGlob(address) : link.subscribe(address)).exceptionally(error -> {
            throw refusal(address, error);
        });
    }

    /** What Redis itself refuses, it refuses again. Any other failure is one of the connection. */
    private static RookeryException refusal(String channel, Throwable error) {
        var text = "cannot subscribe to " + channel + ": " + Reasons.of(error);
        return Reasons.unwrapped(error) instanceof RedisCommandExecutionException
                ? new StartException(text + "; give the user of this service access to the channel", error)
                : new ConnectionLostException(text, error);
    }

    @Override
    public void up(RedisLink link) {
        outbox.open(link);
    }

    @Override
    public void down(RedisLink link, ConnectionLostException why) {
        outbox.shut(link);
    }

    // ---- signals ----

    @Override
    public Flux<ConnectionStatus> status() {
        return connections.signals().statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return connections.signals().events();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(driverType, connections.driver(), connections.current());
    }
}
