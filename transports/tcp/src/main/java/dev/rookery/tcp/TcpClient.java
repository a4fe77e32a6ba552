package dev.rookery.tcp;

import dev.rookery.error.BusyException;
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
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services. Messages wait for the connection while there is none, and go out at once when there is. */
final class TcpClient implements TransportClient {
    private final TcpOptions options;
    private final ConnectionPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private final ArrayDeque<ClientMessage> waiting = new ArrayDeque<>();
    private boolean closed;

    TcpClient(TcpOptions options, ClientRuntime runtime) {
        this.options = options;
        this.pool = new ConnectionPool(options, runtime, this::sendWaiting);
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
                return requestLater(request, reply);
            }
        }
        return requestLater(request, reply);
    }

    private Call requestLater(Outbound request, PendingReply reply) {
        var message = new ClientMessage.Request(request, reply);
        sendLater(message);
        return message;
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return Mono.create(taken -> {
            var message = new ClientMessage.Event(event, taken);
            var connection = pool.next();
            if (connection == null) {
                sendLater(message);
            } else {
                message.sendOn(connection);
            }
        });
    }

    private void sendLater(ClientMessage message) {
        lock.lock();
        try {
            if (closed) {
                throw closedError();
            }
            if (waiting.size() >= options.maxWaitingMessages()) {
                throw new BusyException(waiting.size()
                        + " messages wait for a connection already: send less at a time, or raise maxWaitingMessages");
            }
            waiting.add(message);
        } finally {
            lock.unlock();
        }
        Unawaited.then(pool.connect(), (done, error) -> {
            if (error == null) {
                sendWaiting(pool.next());
            } else {
                failWaiting(error);
            }
        });
    }

    /** Sends what waited, before anything that comes later. */
    private void sendWaiting(@Nullable ClientConnection connection) {
        for (var message = nextWaiting(); message != null; message = nextWaiting()) {
            if (connection == null) {
                message.fail(new ConnectionLostException("The connection was lost before the message was sent"));
            } else {
                message.sendOn(connection);
            }
        }
    }

    private void failWaiting(Throwable why) {
        for (var message = nextWaiting(); message != null; message = nextWaiting()) {
            message.fail(why);
        }
    }

    private @Nullable ClientMessage nextWaiting() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Duration grace) {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        failWaiting(closedError());
        pool.close(closedError(), grace);
    }

    private static ClientClosedException closedError() {
        return new ClientClosedException("The TCP client was closed");
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
