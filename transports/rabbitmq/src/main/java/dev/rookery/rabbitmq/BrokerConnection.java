package dev.rookery.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.ConnectionLog;
import dev.rookery.transport.Reconnector;
import dev.rookery.transport.Signals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's or client's connection to the broker, which is made again when it is lost. What it tells, it tells on its own thread. */
final class BrokerConnection implements Reconnector.Connecting<Session> {
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
    private final Reconnector<Session> reconnector;
    private final Signals signals = new Signals(RmqStatus.DISCONNECTED);
    private final InetSocketAddress address;

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
        var place = "RabbitMQ at " + options.shownUrls();
        this.reconnector = new Reconnector<>(place, options.backoff(), new ConnectionLog(LOG, role), this);
    }

    Signals signals() {
        return signals;
    }

    IoThread thread() {
        return thread;
    }

    // ---- connecting ----

    /** Connects, unless it is connected; whoever comes meanwhile joins. Fails as soon as one attempt has failed. */
    CompletableFuture<Session> connect() {
        return reconnector.connect();
    }

    @Override
    public CompletionStage<Session> open(boolean again) {
        var opening = new CompletableFuture<Session>();
        // The driver blocks while it connects, and needs the connection's thread meanwhile.
        Thread.ofVirtual().name("rookery-rabbitmq-connect").start(() -> dial(opening, again));
        return opening;
    }

    private void dial(CompletableFuture<Session> opening, boolean again) {
        Session session = null;
        try {
            if (again) {
                signals.event(RmqEvent.RECONNECT, address);
            }
            session = new Session(dialing.dial(), thread, options, this::ended);
            session.connection().addBlockedListener(new Blocking());
            owner.connected(session);
            var ready = session;
            onOwnThread(opening, () -> opening.complete(ready));
        } catch (IOException | TimeoutException | RuntimeException error) {
            if (session != null) {
                session.fail(error);
            }
            onOwnThread(opening, () -> opening.completeExceptionally(Failures.notConnected(options, error)));
        }
    }

    private void onOwnThread(CompletableFuture<Session> opening, Runnable task) {
        if (!thread.execute(task)) {
            opening.completeExceptionally(wasClosed());
        }
    }

    private static ClientClosedException wasClosed() {
        return new ClientClosedException("The RabbitMQ connection was closed");
    }

    @Override
    public boolean isOpen(Session session) {
        return session.isOpen();
    }

    @Override
    public void discard(Session session) {
        session.fail(wasClosed());
        owner.lost(session, lost(session));
    }

    @Override
    public void up(Session session) {
        signals.event(RmqEvent.CONNECT, address);
        signals.status(RmqStatus.CONNECTED);
    }

    @Override
    public void failed(RookeryException why) {
        signals.event(RmqEvent.ERROR, why);
    }

    @Override
    public void later(Duration wait, Runnable attempt) {
        thread.schedule(wait, attempt);
    }

    // ---- the end of a connection ----

    private void ended(Session session) {
        var _ = thread.execute(() -> reconnector.lost(session, lost(session)));
    }

    private ConnectionLostException lost(Session session) {
        var cause = session.reason();
        var text = "The connection to RabbitMQ at " + options.shownUrls() + " was lost: " + Failures.text(cause);
        return cause == null ? new ConnectionLostException(text) : new ConnectionLostException(text, cause);
    }

    @Override
    public void down(Session session, ConnectionLostException why, boolean ended) {
        if (!ended) {
            signals.event(RmqEvent.DISCONNECT, why);
        }
        signals.event(RmqEvent.CLOSE, address);
        if (!ended) {
            signals.status(RmqStatus.RECONNECTING);
        }
        owner.lost(session, why);
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
        var session = reconnector.close(wasClosed()).orElse(null);
        if (thread.isCurrentThread()) {
            Thread.ofVirtual().name("rookery-rabbitmq-close").start(() -> end(session, grace));
        } else {
            end(session, grace);
        }
    }

    private void end(@Nullable Session session, Duration grace) {
        if (session != null) {
            var longest = grace.compareTo(MOMENT) > 0 ? grace : MOMENT;
            awaitSent(session, System.nanoTime() + longest.toNanos());
            session.close(FAREWELL);
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
