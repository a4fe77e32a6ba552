package dev.rookery.nats;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.ConnectionLog;
import dev.rookery.transport.Signals;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Options;
import io.nats.client.impl.ErrorListenerLoggerImpl;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the driver tells of one connection, on one thread, and tells it on: as status, as events, to the log, and to who uses the connection. */
final class DriverEvents implements ConnectionListener, ErrorListener {
    private static final Logger LOG = LoggerFactory.getLogger(NatsTransporter.class);

    private final Signals signals;
    private final ConnectionUser user;
    private final ConnectionLog log;
    private final SparseLog errors = new SparseLog(LOG);
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable ConnectionListener othersConnection;
    private volatile @Nullable ErrorListener othersErrors;
    private volatile @Nullable Exception lastFailure;
    private volatile boolean watching;
    private Set<String> servers = Set.of();
    private boolean away;

    /**
     * Hears of a connection that is being made.
     *
     * @param role server or client, for the log
     */
    DriverEvents(Signals signals, ConnectionUser user, String role) {
        this.signals = signals;
        this.log = new ConnectionLog(LOG, role);
        this.user = user;
    }

    /** Tells those too that the user has set. The driver's own, which is there if there is no other, would log a second time what is logged here. */
    void alsoTell(Options options) {
        othersConnection = options.getConnectionListener();
        othersErrors =
                options.getErrorListener() instanceof ErrorListenerLoggerImpl ? null : options.getErrorListener();
    }

    /** From now on the connection is in use. Before, it is whoever connects that hears of failures. */
    void watch(Connection connection) {
        servers = Set.copyOf(connection.getServers());
        watching = true;
        if (connection.getStatus() == Connection.Status.CLOSED) {
            tellEnd(); // it was told before, when nobody listened
        }
    }

    /** What happens from now on is meant to happen. */
    void unwatch() {
        watching = false;
    }

    /** Why connecting failed, as far as the driver has said. */
    String lastFailure() {
        var failure = lastFailure;
        return failure == null || failure.getMessage() == null ? "no answer" : failure.getMessage();
    }

    // ---- the connection ----

    @Override
    public void connectionEvent(Connection connection, Events event, Long time, String address) {
        tell(connection, event, address == null ? "" : NatsOptions.shown(address));
        var others = othersConnection;
        if (others != null) {
            others.connectionEvent(connection, event, time, address);
        }
    }

    @Override
    @SuppressWarnings("deprecation") // the driver asks for it, and calls the other one
    public void connectionEvent(Connection connection, Events event) {}

    private void tell(Connection connection, Events event, String address) {
        if (!watching) {
            return;
        }
        switch (event) {
            case DISCONNECTED -> tellLoss(address);
            case RESUBSCRIBED -> {
                away = false;
                log.back("NATS at " + address);
                signals.status(NatsStatus.CONNECTED);
                signals.event(NatsEvent.RECONNECT, address);
            }
            case CLOSED -> tellEnd();
            case DISCOVERED_SERVERS -> tellServers(connection);
            case LAME_DUCK -> signals.event(NatsEvent.LAME_DUCK, address);
            default -> {}
        }
    }

    /** The driver says so of each failed attempt to connect again, too. */
    private void tellLoss(String address) {
        if (away) {
            log.stillAway(new ConnectionLostException("Cannot connect to NATS at " + address + ": " + lastFailure()));
            return;
        }
        away = true;
        log.lost(new ConnectionLostException("The connection to NATS at " + address + " was lost"));
        signals.status(NatsStatus.DISCONNECTED);
        signals.event(NatsEvent.DISCONNECT, address);
        signals.status(NatsStatus.RECONNECTING);
        user.lost();
    }

    private void tellEnd() {
        if (ended.compareAndSet(false, true)) {
            LOG.warn("Gave up connecting to NATS again: maxReconnectAttempts are used up");
            signals.status(NatsStatus.DISCONNECTED);
            user.ended();
        }
    }

    private void tellServers(Connection connection) {
        var now = new HashSet<>(connection.getServers());
        var before = servers;
        servers = Set.copyOf(now);
        signals.event(NatsEvent.UPDATE, new NatsEvent.Servers(without(now, before), without(before, now)));
    }

    private static List<String> without(Set<String> all, Set<String> others) {
        return all.stream()
                .filter(server -> !others.contains(server))
                .map(NatsOptions::shown)
                .toList();
    }

    // ---- errors ----

    @Override
    public void errorOccurred(Connection connection, String error) {
        lastFailure = new IOException(error);
        if (watching) {
            errors.warn("NATS reports an error: {}", error);
            signals.event(NatsEvent.ERROR, new IOException(error));
            user.refused(error);
        }
        var others = othersErrors;
        if (others != null) {
            others.errorOccurred(connection, error);
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception failure) {
        lastFailure = failure;
        LOG.debug("The NATS driver reports", failure);
        if (watching) {
            signals.event(NatsEvent.ERROR, failure);
        }
        var others = othersErrors;
        if (others != null) {
            others.exceptionOccurred(connection, failure);
        }
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        errors.warn(
                "More than {} messages of NATS wait, and further ones are lost ({} so far)",
                consumer.getPendingMessageLimit(),
                consumer.getDroppedCount());
        var others = othersErrors;
        if (others != null) {
            others.slowConsumerDetected(connection, consumer);
        }
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        errors.warn("A message for {} was not sent, since too many wait", message.getSubject());
        var others = othersErrors;
        if (others != null) {
            others.messageDiscarded(connection, message);
        }
    }
}
