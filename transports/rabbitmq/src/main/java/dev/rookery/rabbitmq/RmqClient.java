package dev.rookery.rabbitmq;

import com.rabbitmq.client.Channel;
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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services by a broker, on one connection, which is made when it is first needed. */
final class RmqClient implements TransportClient, BrokerConnection.Owner {
    private final RmqOptions options;
    private final ClientRuntime runtime;
    private final BrokerConnection connection;
    private final LinkOnDemand<RmqLink> links;
    private volatile @Nullable RmqLink link;

    RmqClient(RmqOptions options, ClientRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.connection = new BrokerConnection(options, this, "client");
        this.links = new LinkOnDemand<>(options.maxWaitingMessages(), this::open);
    }

    private CompletableFuture<RmqLink> open() {
        return connection.connect().thenApply(session -> Objects.requireNonNull(link, "link"));
    }

    @Override
    public void connected(Session session) throws IOException {
        new Declarations(options, session).forClient();
        link = new RmqLink(options, session, runtime);
    }

    @Override
    public void lost(Session session, ConnectionLostException why) {
        var ended = link;
        if (ended != null && ended.isOn(session)) {
            ended.end(why);
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
        var why = new ClientClosedException("The RabbitMQ client was closed");
        var _ = links.close(why);
        var present = link;
        if (present != null) {
            present.failCalls(why);
        }
        connection.close(grace);
        if (present != null) {
            present.end(why);
        }
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return connection.signals().statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return connection.signals().events();
    }

    /** {@link com.rabbitmq.client.Connection}, or the {@link Channel} by which requests go. */
    @Override
    public <T> T unwrap(Class<T> driverType) {
        var present = link;
        if (present == null || !present.isUsable()) {
            throw new IllegalStateException(
                    "The RabbitMQ client is not connected: there is no " + driverType.getName());
        }
        return Drivers.pick(driverType, List.of(present.session().connection(), present.channel()));
    }
}
