package dev.rookery.tcp;

import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.internal.Listening;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Signals;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection to each address of a client. All are made when the first one is needed; those that are lost, or could not be made while another
 * one could, are made again in the background. Messages wait while there is none, within a bound, and leave in their order.
 */
final class ConnectionPool {
    private static final ClientConnection[] NONE = {};

    private final TcpOptions options;
    private final ClientRuntime runtime;
    private final Signals signals = new Signals(TcpStatus.DISCONNECTED);
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ClientConnection[] connected = NONE;

    // guarded by the lock
    private final List<Slot> slots = new ArrayList<>();
    private final ArrayDeque<ClientMessage> waiting = new ArrayDeque<>();
    private @Nullable IoThreads threads;
    private @Nullable Connector connector;
    /** There as long as there is no connection and somebody wants one. */
    private @Nullable Attempt attempt;

    private boolean wasConnected;
    private @Nullable ClientClosedException closed;

    /** Nothing is opened yet. */
    ConnectionPool(TcpOptions options, ClientRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
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
        Attempt joined;
        lock.lock();
        try {
            if (closed != null) {
                return CompletableFuture.failedFuture(closed);
            }
            if (connected.length > 0) {
                return CompletableFuture.completedFuture(null);
            }
            joined = joinAttempt();
        } finally {
            lock.unlock();
        }
        joined.begin();
        return joined.result;
    }

    /** Sends a message, now or when there is a connection. */
    void send(ClientMessage message) {
        var present = next();
        if (present == null) {
            present = nextOrHold(message);
        }
        if (present != null) {
            message.sendOn(present);
        }
    }

    private @Nullable ClientConnection nextOrHold(ClientMessage message) {
        Attempt joined;
        lock.lock();
        try {
            if (closed != null) {
                throw closed;
            }
            var present = next();
            if (present != null) {
                return present;
            }
            if (waiting.size() >= options.maxWaitingMessages()) {
                throw new BusyException(waiting.size()
                        + " messages wait for a connection already: send less at a time, or raise maxWaitingMessages");
            }
            waiting.add(message);
            joined = joinAttempt();
        } finally {
            lock.unlock();
        }
        joined.begin();
        return null;
    }

    private Attempt joinAttempt() {
        var joined = attempt == null ? new Attempt() : attempt;
        attempt = joined;
        return joined;
    }

    private List<ClientMessage> takeWaiting() {
        var taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
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
        attempt = null;
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
        List<ClientMessage> failing;
        Attempt pending;
        IoThreads io;
        lock.lock();
        try {
            closed = why;
            open = connected;
            failing = takeWaiting();
            pending = attempt;
            io = threads;
        } finally {
            lock.unlock();
        }
        ClientMessage.failAll(failing, why);
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
        private final AtomicBoolean begun = new AtomicBoolean();
        private final Refusals refusals = new Refusals();
        private int left = slots.size();

        /** Whoever joins it may call. */
        void begin() {
            if (begun.compareAndSet(false, true)) {
                slots.forEach(slot -> Unawaited.then(slot.connect(), (made, error) -> slotDone(slot, error)));
            }
        }

        private void slotDone(Slot slot, @Nullable Throwable error) {
            if (error == null) {
                result.complete(null);
                slots.forEach(Slot::connectAgainLater);
                return;
            }
            boolean present;
            List<ClientMessage> failing;
            lock.lock();
            try {
                refusals.add(slot.address, error);
                left--;
                if (left > 0) {
                    return;
                }
                present = equals(attempt);
                failing = present ? takeWaiting() : List.of();
                attempt = present ? null : attempt;
            } finally {
                lock.unlock();
            }
            if (present) {
                fail(failing, refusals.exception(error));
            } else { // there was a connection meanwhile, which was not of this attempt's making
                result.complete(null);
            }
        }

        private void fail(List<ClientMessage> failing, ConnectionRefusedException why) {
            ClientMessage.failAll(failing, why);
            result.completeExceptionally(why);
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
            // What has waited leaves before anything that comes later, which sees no connection until then.
            for (var next = nextOrOpen(made); next != null; next = nextOrOpen(made)) {
                next.sendOn(made);
            }
            if (closed != null) {
                made.close(closed);
                begun.completeExceptionally(closed);
                return;
            }
            signals.event(TcpEvent.CONNECT, address);
            begun.complete(made);
        }

        private @Nullable ClientMessage nextOrOpen(ClientConnection made) {
            lock.lock();
            try {
                var next = waiting.poll();
                if (next == null) {
                    connecting = null;
                    if (closed == null) {
                        connection = made;
                        failures = 0;
                        publish(made);
                    }
                }
                return next;
            } finally {
                lock.unlock();
            }
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
