package dev.rookery.nats;

import dev.rookery.error.ClientClosedException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.LinkOnDemand;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportSignal;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services over one connection, which the driver makes again when it is lost. */
final class NatsClient implements TransportClient {
    private final NatsOptions options;
    private final ClientRuntime runtime;
    private final Signals signals = new Signals(NatsStatus.DISCONNECTED);
    private final NatsThreads threads = NatsThreads.forClient();
    private final Connector connector;
    private final LinkOnDemand<NatsLink> links;

    NatsClient(NatsOptions options, ClientRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.connector = new Connector(options, threads);
        this.links = new LinkOnDemand<>(options.maxWaitingMessages(), this::openLink);
    }

    private CompletableFuture<NatsLink> openLink() {
        var opened = new CompletableFuture<NatsLink>();
        Thread.ofVirtual().name("rookery-nats-connect").start(() -> {
            try {
                var link = NatsLink.open(options, runtime, connector, signals);
                signals.status(NatsStatus.CONNECTED);
                opened.complete(link);
            } catch (RuntimeException | Error error) {
                opened.completeExceptionally(error);
            }
        });
        return opened;
    }

    @Override
    public Mono<Void> connect() {
        return links.connect();
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        return links.request(request, reply);
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return links.emit(event);
    }

    @Override
    public void close(Duration grace) {
        var why = new ClientClosedException("The NATS client was closed");
        // At once, or when the attempt to connect has ended that is still being made.
        var _ = links.close(why).thenAccept(last -> last.ifPresent(link -> link.close(why, grace)));
        threads.close();
        signals.status(NatsStatus.CLOSED);
    }

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
        var link = links.current()
                .orElseThrow(() -> new IllegalStateException(
                        "The NATS client is not connected: there is no " + driverType.getName() + " before connect()"));
        return Drivers.pick(driverType, link.connection());
    }
}
