package dev.rookery.mqtt;

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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services by a broker. */
final class MqttClient implements TransportClient, Connection.Owner {
    private final MqttOptions options;
    private final ClientRuntime runtime;
    private final Connection connection;
    private final LinkOnDemand<MqttLink> links;
    private volatile @Nullable MqttLink link;

    MqttClient(MqttOptions options, DriverCustomizers customizers, ClientRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.connection = new Connection(options, customizers, this, "client", false);
        this.links = new LinkOnDemand<>(options.maxWaitingMessages(), this::open);
    }

    private CompletableFuture<MqttLink> open() {
        return connection.connect().thenApply(connected -> Objects.requireNonNull(link, "link"));
    }

    @Override
    public CompletableFuture<?> connected(boolean sessionPresent) {
        link = new MqttLink(options, connection, runtime.codec(), runtime.newCorrelation());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void lost(ConnectionLostException why) {
        var ended = link;
        if (ended != null) {
            ended.end(why);
        }
    }

    @Override
    public void arrived(Arrival message) {
        var present = link;
        if (present != null) {
            present.arrived(message);
        }
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
        var why = new ClientClosedException("The MQTT client was closed");
        var _ = links.close(why);
        var present = link;
        if (present != null) {
            present.end(why);
        }
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
