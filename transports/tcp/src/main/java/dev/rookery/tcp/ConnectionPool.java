package dev.rookery.tcp;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.internal.Listening;
import dev.rookery.internal.Reasons;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Signals;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to each address of a client. All are made when the first one is needed; those that are lost, or could not be made while another
 * one could, are made again in the background.
 */
final class ConnectionPool {
    private static final ClientConnection[] NONE = {};

    private final TcpOptions options;
    private final ClientRuntime runtime;
    private final Signals signals = new Signals(TcpStatus.DISCONNECTED);
    private final Consumer<ClientConnection> whenFirst;
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ClientConnection[] connected = NONE;

    // guarded by the lock
    private final List<Slot> slots = new ArrayList<>();
    private @Nullable IoThreads threads;
    private @Nullable Connector connector;
    private @Nullable Attempt attempt;
    private boolean wasConnected;
    private @Nullable ClientClosedException closed;

    /** Nothing is opened yet; the first connection is shown to {@code whenFirst} before anybody else gets it. */
    ConnectionPool(TcpOptions options, ClientRuntime runtime, Consumer<ClientConnection> whenFirst) {
        this.options = options;
        this.runtime = runtime;
        this.whenFirst = whenFirst;
        options.addresses().forEach(address -> slots.add(new Slot(address)));
    }

    Signals signals() {
        return signals;
    }

    /** The connection whose turn it is; null if there is none. */
    @Nullable ClientConnection next() {
        var present = connected;
        return switch (present.length) {
            case 0 -> null;
            case 1 -> present[0];
            default -> present[Math.floorMod(turn.getAndIncrement(), present.length)];
        };
    }

    /** Connects, unless there is a connection; whoever asks meanwhile gets the same attempt. */
    CompletableFuture<Void> connect() {
        Attempt begun;
        lock.lock();
        try {
            if (closed != null) {
                return CompletableFuture.failedFuture(closed);
            }
            if (connected.length > 0) {
                return CompletableFuture.completedFuture(null);
            }
            if (attempt != null) {
                return attempt.result;
            }
            begun = new Attempt(slots.size());
            attempt = begun;
        } finally {
            lock.unlock();
        }
        slots.forEach(slot -> Unawaited.then(slot.connect(), (made, error) -> begun.slotDone(slot, error)));
        return begun.result;
    }

    private Connector connector() {
        var made = connector;
        if (made == null) {
            var io = IoThreads.forClient(options);
            made = new Connector(options, runtime, signals, io);
            threads = io;
            connector = made;
        }
        return made;
    }

    private void publish(ClientConnection connection) {
        var all = new ArrayList<>(List.of(connected));
        all.add(connection);
        connected = all.toArray(ClientConnection[]::new);
        wasConnected = true;
        signals.status(TcpStatus.CONNECTED);
    }

    private void withdraw(ClientConnection connection) {
        var all = new ArrayList<>(List.of(connected));
        all.remove(connection);
        connected = all.toArray(ClientConnection[]::new);
        if (connected.length == 0 && closed == null) {
            signals.status(TcpStatus.RECONNECTING);
        }
    }

    // ---- the end ----

    void close(ClientClosedException why, Duration grace) {
        ClientConnection[] open;
        Attempt pending;
        IoThreads io;
        lock.lock();
        try {
            closed = why;
            open = connected;
            pending = attempt;
            io = threads;
        } finally {
            lock.unlock();
        }
        if (pending != null) {
            pending.result.completeExceptionally(why);
        }
        for (var connection : open) {
            connection.close(why);
        }
        if (!IoThreads.isCurrentThread()) {
            awaitClosed(open, grace);
        }
        if (io != null) {
            io.close();
        }
        signals.status(TcpStatus.CLOSED);
    }

    private static void awaitClosed(ClientConnection[] open, Duration grace) {
        var deadline = System.nanoTime() + FrameReader.nanos(grace);
        for (var connection : open) {
            connection
                    .channel()
                    .closeFuture()
                    .awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    /** What all who want to be connected wait for: the first connection, or the failure of the last address. */
    private final class Attempt {
        final CompletableFuture<Void> result = new CompletableFuture<>();
        private final List<String> failures = new ArrayList<>();
        private int left;
        private @Nullable Throwable cause;

        Attempt(int addresses) {
            this.left = addresses;
        }

        void slotDone(Slot slot, @Nullable Throwable error) {
            ConnectionRefusedException refused = null;
            lock.lock();
            try {
                left--;
                if (error != null) {
                    cause = error;
                    failures.add(Listening.text(slot.address) + ": " + reason(error));
                }
                if (error == null || left == 0) {
                    if (equals(attempt)) {
                        attempt = null;
                    }
                }
                if (error != null && left == 0 && connected.length == 0) {
                    refused = refused();
                }
            } finally {
                lock.unlock();
            }
            if (error == null) {
                result.complete(null);
                slots.forEach(Slot::connectAgainLater);
            } else if (refused != null) {
                result.completeExceptionally(refused);
            }
        }

        private ConnectionRefusedException refused() {
            return new ConnectionRefusedException(
                    "Cannot connect to " + String.join("; ", failures)
                            + ". Start the service, or check host and port; the next call tries again",
                    Objects.requireNonNull(cause, "cause"));
        }

        private static String reason(Throwable error) {
            if (error instanceof UnknownHostException) {
                return "the host is unknown";
            }
            return error instanceof SSLException ? "TLS: " + Reasons.of(error) : Reasons.of(error);
        }
    }

    /** The connection to one address. */
    private final class Slot {
        private final InetSocketAddress address;
        // guarded by the lock
        private @Nullable ClientConnection connection;
        private @Nullable CompletableFuture<ClientConnection> connecting;
        private boolean scheduled;
        private int failures;

        Slot(InetSocketAddress address) {
            this.address = address;
        }

        /** Connects; two who want it at once get one connection. */
        CompletableFuture<ClientConnection> connect() {
            CompletableFuture<ClientConnection> begun;
            CompletableFuture<ClientConnection> made;
            lock.lock();
            try {
                if (closed != null) {
                    return CompletableFuture.failedFuture(closed);
                }
                if (connection != null) {
                    return CompletableFuture.completedFuture(connection);
                }
                if (connecting != null) {
                    return connecting;
                }
                begun = new CompletableFuture<>();
                connecting = begun;
                made = connector().connect(address);
            } finally {
                lock.unlock();
            }
            Unawaited.then(made, (opened, error) -> {
                if (error == null) {
                    opened.channel().eventLoop().execute(() -> connected(begun, opened));
                } else {
                    failed(begun, error);
                }
            });
            return begun;
        }

        /** On the connection's thread, so that it cannot be lost meanwhile. */
        private void connected(CompletableFuture<ClientConnection> begun, ClientConnection made) {
            if (!made.channel().isActive()) {
                failed(begun, new ConnectionLostException("the service closed the connection at once"));
                return;
            }
            made.ready(runtime, this::lost, () -> signals.event(TcpEvent.DRAIN, address));
            whenFirst.accept(made);
            lock.lock();
            try {
                connecting = null;
                if (closed == null) {
                    connection = made;
                    failures = 0;
                    publish(made);
                }
            } finally {
                lock.unlock();
            }
            if (closed != null) {
                made.close(closed);
                begun.completeExceptionally(closed);
                return;
            }
            signals.event(TcpEvent.CONNECT, address);
            begun.complete(made);
        }

        private void failed(CompletableFuture<ClientConnection> begun, Throwable error) {
            signals.event(TcpEvent.ERROR, error);
            boolean again;
            lock.lock();
            try {
                connecting = null;
                failures++;
                again = wasConnected;
            } finally {
                lock.unlock();
            }
            begun.completeExceptionally(error);
            if (again) {
                connectAgainLater();
            }
        }

        private void lost(ClientConnection gone) {
            lock.lock();
            try {
                connection = null;
                failures = 1;
                withdraw(gone);
            } finally {
                lock.unlock();
            }
            signals.event(TcpEvent.CLOSE, address);
            connectAgainLater();
        }

        void connectAgainLater() {
            lock.lock();
            try {
                if (closed != null || scheduled || connection != null || connecting != null || threads == null) {
                    return;
                }
                scheduled = true;
                var pause = options.backoff().delay(Math.max(1, failures));
                Unawaited.schedule(threads.group(), pause, this::connectAgain);
            } finally {
                lock.unlock();
            }
        }

        private void connectAgain() {
            lock.lock();
            try {
                scheduled = false;
            } finally {
                lock.unlock();
            }
            Unawaited.then(connect(), (made, error) -> {});
        }
    }

    @Override
    public String toString() {
        return options.addresses().stream().map(Listening::text).collect(Collectors.joining(", "));
    }
}
