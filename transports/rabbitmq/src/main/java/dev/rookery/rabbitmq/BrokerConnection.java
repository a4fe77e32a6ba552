package dev.rookery.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.Signals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's or client's connection to the broker, which is made again when it is lost. What it tells, it tells on its own thread. */
final class BrokerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** What is to be sent leaves at once, unless the broker does not read. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final int DEFAULT_PORT = 5672;
    private static final int DEFAULT_TLS_PORT = 5671;

    /** Whose connection it is. */
    interface Owner {
        /** There is a connection: declares and consumes what is due. May block; what it throws ends the connection. */
        void connected(Session session) throws IOException;

        /** What was connected is lost. */
        void lost(Session session, ConnectionLostException why);
    }

    private final RmqOptions options;
    private final Owner owner;
    private final IoThread thread;
    private final Dialing dialing;
    private final Signals signals = new Signals(RmqStatus.DISCONNECTED);
    private final InetSocketAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private @Nullable CompletableFuture<Session> attempt;
    private @Nullable Session current;
    private boolean wasConnected;
    private boolean scheduled;
    private int failures;
    private volatile boolean closed;

    /**
     * Makes one that is not connected.
     *
     * @param role server or client
     */
    BrokerConnection(RmqOptions options, Owner owner, String role) {
        this.options = options;
        this.owner = owner;
        this.thread = new IoThread(role, !role.equals("server"));
        this.dialing = new Dialing(options, thread, role);
        var first = options.urls().getFirst();
        var usual = options.isEncrypted() ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        this.address =
                InetSocketAddress.createUnresolved(first.getHost(), first.getPort() < 0 ? usual : first.getPort());
    }

    Signals signals() {
        return signals;
    }

    IoThread thread() {
        return thread;
    }

    /** The connection, if there is one. */
    @Nullable Session current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    // ---- connecting ----

    /** Connects, unless it is connected; whoever comes meanwhile joins. Fails as soon as one attempt has failed. */
    CompletableFuture<Session> connect() {
        CompletableFuture<Session> begun;
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(wasClosed());
            }
            if (current != null) {
                return CompletableFuture.completedFuture(current);
            }
            if (attempt != null) {
                return attempt;
            }
            begun = new CompletableFuture<>();
            attempt = begun;
        } finally {
            lock.unlock();
        }
        // The driver blocks while it connects, and needs the connection's thread meanwhile.
        Thread.ofVirtual().name("rookery-rabbitmq-connect").start(() -> attempt(begun));
        return begun;
    }

    private static ClientClosedException wasClosed() {
        return new ClientClosedException("The RabbitMQ connection was closed");
    }

    private void attempt(CompletableFuture<Session> begun) {
        Session session = null;
        try {
            if (isSecond()) {
                signals.event(RmqEvent.RECONNECT, address);
            }
            session = new Session(dialing.dial(), thread, options, this::ended);
            session.connection().addBlockedListener(new Blocking());
            owner.connected(session);
            var ready = session;
            tell(begun, () -> attempted(begun, ready));
        } catch (IOException | TimeoutException | RuntimeException error) {
            if (session != null) {
                session.fail(error);
            }
            tell(begun, () -> giveUp(begun, Failures.notConnected(options, error)));
        }
    }

    private boolean isSecond() {
        lock.lock();
        try {
            return wasConnected;
        } finally {
            lock.unlock();
        }
    }

    private void tell(CompletableFuture<Session> begun, Runnable what) {
        if (!thread.execute(what)) {
            begun.completeExceptionally(wasClosed());
        }
    }

    private void attempted(CompletableFuture<Session> begun, Session session) {
        if (!session.isOpen()) { // and we were not told, since it was not ours yet
            var why = lost(session);
            owner.lost(session, why);
            giveUp(begun, why);
            return;
        }
        boolean late;
        lock.lock();
        try {
            late = closed;
            attempt = null;
            current = session;
            wasConnected = true;
            failures = 0;
        } finally {
            lock.unlock();
        }
        signals.event(RmqEvent.CONNECT, address);
        signals.status(RmqStatus.CONNECTED);
        if (late) {
            session.fail(wasClosed());
        }
        begun.complete(session);
    }

    private void giveUp(CompletableFuture<Session> begun, RookeryException why) {
        boolean again;
        lock.lock();
        try {
            attempt = null;
            failures++;
            again = wasConnected;
        } finally {
            lock.unlock();
        }
        signals.event(RmqEvent.ERROR, why);
        begun.completeExceptionally(why);
        if (again) {
            LOG.debug("Not connected again yet: {}", why.getMessage());
            connectAgainLater();
        }
    }

    private void connectAgainLater() {
        Duration pause;
        lock.lock();
        try {
            if (closed || scheduled || current != null || attempt != null) {
                return;
            }
            scheduled = true;
            pause = options.backoff().delay(Math.max(1, failures));
        } finally {
            lock.unlock();
        }
        thread.schedule(pause, this::connectAgain);
    }

    private void connectAgain() {
        lock.lock();
        try {
            scheduled = false;
        } finally {
            lock.unlock();
        }
        var _ = connect();
    }

    // ---- the end of a connection ----

    private void ended(Session session) {
        var _ = thread.execute(() -> endedHere(session));
    }

    private void endedHere(Session session) {
        lock.lock();
        try {
            if (current != session) {
                return;
            }
            current = null;
            failures = 1;
        } finally {
            lock.unlock();
        }
        var why = lost(session);
        if (!closed) {
            LOG.warn("{}", why.getMessage());
            signals.event(RmqEvent.DISCONNECT, why);
        }
        signals.event(RmqEvent.CLOSE, address);
        if (!closed) {
            signals.status(RmqStatus.RECONNECTING);
        }
        owner.lost(session, why);
        connectAgainLater();
    }

    private ConnectionLostException lost(Session session) {
        var cause = session.reason();
        var text = "The connection to RabbitMQ at " + options.shownUrls() + " was lost: " + Failures.text(cause);
        return cause == null ? new ConnectionLostException(text) : new ConnectionLostException(text, cause);
    }

    /** The broker is short of memory or disk, and reads nothing of who publishes. */
    private final class Blocking implements BlockedListener {
        @Override
        public void handleBlocked(String reason) {
            LOG.warn("RabbitMQ takes no messages any more: {}", reason);
            signals.event(RmqEvent.BLOCKED, reason);
            signals.status(RmqStatus.BLOCKED);
        }

        @Override
        public void handleUnblocked() {
            LOG.info("RabbitMQ takes messages again");
            signals.event(RmqEvent.UNBLOCKED, address);
            signals.status(RmqStatus.CONNECTED);
        }
    }

    // ---- the end ----

    /** Sends what there is, as far as that can be done in time, then closes. Waits for that, unless it is on the connection's own thread. */
    void close(Duration grace) {
        Session session;
        CompletableFuture<Session> pending;
        lock.lock();
        try {
            closed = true;
            session = current;
            pending = attempt;
        } finally {
            lock.unlock();
        }
        if (thread.isCurrentThread()) {
            Thread.ofVirtual().name("rookery-rabbitmq-close").start(() -> end(session, pending, grace));
        } else {
            end(session, pending, grace);
        }
    }

    private void end(@Nullable Session session, @Nullable CompletableFuture<Session> pending, Duration grace) {
        if (session != null) {
            var longest = grace.compareTo(MOMENT) > 0 ? grace : MOMENT;
            awaitSent(session, System.nanoTime() + longest.toNanos());
            session.close(FAREWELL);
        }
        if (pending != null) {
            pending.completeExceptionally(wasClosed());
        }
        thread.close();
        signals.status(RmqStatus.CLOSED);
    }

    private static void awaitSent(Session session, long deadline) {
        var outbox = session.outbox();
        while (session.isOpen() && (outbox.unsent() > 0 || !outbox.isEmpty()) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
