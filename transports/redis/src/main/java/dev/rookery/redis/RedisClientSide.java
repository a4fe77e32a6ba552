package dev.rookery.redis;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.LinkOnDemand;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services by publishing to their channels. What was pending when a connection is lost has failed, since its replies may be lost. */
final class RedisClientSide implements TransportClient, Connections.Owner {
    private final RedisOptions options;
    private final ClientRuntime runtime;
    private final Connections connections;
    private final LinkOnDemand<Calls> calls;
    private volatile @Nullable Calls prepared;

    RedisClientSide(RedisOptions options, ClientRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.connections = new Connections(options, "client", new SocketBatches(Runnable::run), this);
        this.calls = new LinkOnDemand<>(options.maxWaitingMessages(), this::connected);
    }

    private CompletableFuture<Calls> connected() {
        return connections.connect().thenApply(link -> {
            var present = prepared;
            if (present == null || !present.isOn(link)) {
                throw new ConnectionLostException("The connection to Redis was lost before anything was sent");
            }
            return present;
        });
    }

    // ---- what the connections tell ----

    @Override
    public CompletionStage<Void> prepare(RedisLink link) {
        var made = new Calls(options, runtime, link, connections.signals());
        link.receiveBy((_, channel, message) -> made.received(channel, message));
        prepared = made;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void up(RedisLink link) {}

    @Override
    public void down(RedisLink link, ConnectionLostException why) {
        var ended = prepared;
        if (ended != null && ended.isOn(link)) {
            ended.failAll(why);
        }
    }

    // ---- what core asks for ----

    @Override
    public Mono<Void> connect() {
        return calls.connect();
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        Channels.check(request.pattern().route());
        return calls.request(request, reply);
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        Channels.check(event.pattern().route());
        return calls.emit(event);
    }

    @Override
    public void close(Duration grace) {
        var why = new ClientClosedException("The Redis client was closed");
        Unawaited.then(calls.close(why), (_, _) -> {});
        var open = prepared;
        if (open != null) {
            open.awaitPublished(grace);
            open.failAll(why);
        }
        connections.close(why, grace);
    }

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
