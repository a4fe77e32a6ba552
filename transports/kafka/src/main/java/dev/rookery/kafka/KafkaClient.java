package dev.rookery.kafka;

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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services by topics. */
final class KafkaClient implements TransportClient {
    private final KafkaOptions options;
    private final DriverSettings settings;
    private final ClientRuntime runtime;
    private final Signals signals = new Signals(KafkaStatus.DISCONNECTED);
    private final LinkOnDemand<KafkaLink> links;

    KafkaClient(KafkaOptions options, ClientRuntime runtime) {
        this.options = options;
        this.settings = new DriverSettings(options);
        this.runtime = runtime;
        this.links = new LinkOnDemand<>(options.maxWaitingMessages(), this::open);
    }

    private CompletableFuture<KafkaLink> open() {
        var opened = new CompletableFuture<KafkaLink>();
        Thread.ofVirtual().name("rookery-kafka-connect").start(() -> {
            try {
                var connection = Connection.open(options, settings, options.ownClientId());
                var link = new KafkaLink(options, settings, connection, runtime, signals);
                link.prepare();
                signals.status(KafkaStatus.CONNECTED);
                if (!opened.complete(link)) {
                    link.end(new ClientClosedException("The Kafka client was closed"), Duration.ZERO);
                }
            } catch (RuntimeException error) {
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
        TopicNames.checkPublishing(request.pattern().route());
        return links.request(request, reply);
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return Mono.defer(() -> {
            TopicNames.checkPublishing(event.pattern().route());
            return links.emit(event);
        });
    }

    @Override
    public void close(Duration grace) {
        var why = new ClientClosedException("The Kafka client was closed");
        // At once, or when the attempt to connect has ended that is still being made.
        var _ = links.close(why).thenAccept(last -> last.ifPresent(link -> link.end(why, grace)));
        signals.status(KafkaStatus.CLOSED);
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return signals.statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return signals.events();
    }

    /** The producer; the administration. */
    @Override
    public <T> T unwrap(Class<T> driverType) {
        var link = links.current()
                .orElseThrow(() -> new IllegalStateException("The Kafka client is not connected: there is no "
                        + driverType.getName() + " before connect()"));
        return Drivers.pick(
                driverType, link.connection().producer(), link.connection().admin());
    }
}
