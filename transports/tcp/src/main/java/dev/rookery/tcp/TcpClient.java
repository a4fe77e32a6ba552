package dev.rookery.tcp;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportSignal;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services. Messages wait for the connection while there is none, and go out at once when there is. */
final class TcpClient implements TransportClient {
    private final ConnectionPool pool;

    TcpClient(TcpOptions options, ClientRuntime runtime) {
        this.pool = new ConnectionPool(options, runtime);
    }

    @Override
    public Mono<Void> connect() {
        return Mono.defer(() -> Mono.fromFuture(pool.connect(), true));
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var connection = pool.next();
        if (connection != null) {
            try {
                return connection.request(request, reply);
            } catch (ConnectionLostException lost) {
                // lost before anything was sent: it can wait for the next connection
            }
        }
        var message = new ClientMessage.Request(request, reply);
        pool.send(message);
        return message;
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return Mono.create(taken -> pool.send(new ClientMessage.Event(event, taken)));
    }

    @Override
    public void close(Duration grace) {
        pool.close(new ClientClosedException("The TCP client was closed"), grace);
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return pool.signals().statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return pool.signals().events();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        var connection = pool.next();
        if (connection == null) {
            throw new IllegalStateException(
                    "The TCP client is not connected: there is no " + driverType.getName() + " before connect()");
        }
        return Drivers.pick(driverType, connection.channel());
    }
}
