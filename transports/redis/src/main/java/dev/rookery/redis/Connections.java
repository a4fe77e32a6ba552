package dev.rookery.redis;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.internal.Reasons;
import dev.rookery.transport.ConnectionLog;
import dev.rookery.transport.Reconnector;
import dev.rookery.transport.Signals;
import io.lettuce.core.resource.NettyCustomizer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server's or client's link to Redis, which is made again when it is lost, and what is told of it. */
final class Connections implements Reconnector.Connecting<RedisLink> {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** Whose connections these are. Told by one thread at a time; must not block. */
    interface Owner {
        /** Readies a link before anybody else gets it; a failure closes it. */
        CompletionStage<Void> prepare(RedisLink link);

        /** The link can be used. */
        void up(RedisLink link);

        /** The link is lost. */
        void down(RedisLink link, ConnectionLostException why);
    }

    /** What was written may leave, also where there is no grace. */
    private static final Duration LEAST_GRACE = Duration.ofMillis(200);

    private final RedisOptions options;
    private final String role;
    private final NettyCustomizer customizer;
    private final Owner owner;
    private final Reconnector<RedisLink> reconnector;
    private final Signals signals = new Signals(RedisStatus.DISCONNECTED);
    private final InetSocketAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private @Nullable Driver driver;
    private boolean closed;

    Connections(RedisOptions options, String role, NettyCustomizer customizer, Owner owner) {
        this.options = options;
        this.role = role;
        this.customizer = customizer;
        this.owner = owner;
        this.address = InetSocketAddress.createUnresolved(options.host(), options.port());
        var place = "Redis at " + options.address();
        this.reconnector = new Reconnector<>(place, options.backoff(), new ConnectionLog(LOG, role), this);
    }

    Signals signals() {
        return signals;
    }

    @Nullable RedisLink current() {
        return reconnector.current().orElse(null);
    }

    /** Null before the first attempt. */
    @Nullable Driver driver() {
        lock.lock();
        try {
            return driver;
        } finally {
            lock.unlock();
        }
    }

    /** Connects, unless there is a link; whoever asks meanwhile gets the same attempt. */
    CompletableFuture<RedisLink> connect() {
        return reconnector.connect();
    }

    // ---- for the reconnector ----

    @Override
    public CompletionStage<RedisLink> open(boolean again) {
        Driver connecting;
        lock.lock();
        try {
            if (closed) {
                throw new ConnectionLostException("The connection to Redis was closed");
            }
            connecting = driver == null ? new Driver(options, role, customizer) : driver;
            driver = connecting;
        } finally {
            lock.unlock();
        }
        return RedisLink.open(connecting).thenCompose(this::prepared).exceptionally(error -> {
            throw refused(error);
        });
    }

    private CompletionStage<RedisLink> prepared(RedisLink link) {
        signals.event(RedisEvent.CONNECT, address);
        return owner.prepare(link).thenApply(_ -> link).whenComplete((_, error) -> {
            if (error != null) {
                discard(link);
            }
        });
    }

    private RookeryException refused(Throwable error) {
        var cause = Reasons.unwrapped(error);
        if (cause instanceof StartException known) {
            return known;
        }
        return new ConnectionRefusedException(
                "Cannot connect to Redis at " + options.address() + ": " + Reasons.of(cause)
                        + "; check host, port, user, password and TLS, and whether the broker runs",
                cause);
    }

    @Override
    public boolean isOpen(RedisLink link) {
        return !link.isLost();
    }

    @Override
    public void discard(RedisLink link) {
        Unawaited.then(link.close(), (_, _) -> {});
    }

    @Override
    public void up(RedisLink link) {
        owner.up(link);
        signals.status(RedisStatus.CONNECTED);
        signals.event(RedisEvent.READY, address);
        Unawaited.then(link.lost(), (why, _) -> reconnector.lost(link, lost(why)));
    }

    private ConnectionLostException lost(@Nullable Throwable why) {
        var text = "The connection to Redis at " + options.address() + " was lost";
        return why == null || why.getCause() == null // it knows no more than that
                ? new ConnectionLostException(text)
                : new ConnectionLostException(text + ": " + Reasons.of(why), why);
    }

    @Override
    public void failed(RookeryException why) {
        var cause = why.getCause();
        signals.event(RedisEvent.ERROR, why instanceof ConnectionRefusedException && cause != null ? cause : why);
    }

    @Override
    public void down(RedisLink link, ConnectionLostException why, boolean ended) {
        if (ended) {
            return;
        }
        signals.status(RedisStatus.RECONNECTING);
        signals.event(RedisEvent.CLOSE, address);
        owner.down(link, why);
    }

    @Override
    public void later(Duration wait, Runnable attempt) {
        var present = driver();
        if (present != null) {
            signals.event(RedisEvent.RECONNECTING, wait);
            present.schedule(wait, attempt);
        }
    }

    // ---- the end ----

    /** Closes the link after what was written to it, and all else. Waits for that, unless a thread of the driver calls. */
    void close(RookeryException why, Duration grace) {
        Driver ending;
        lock.lock();
        try {
            closed = true;
            ending = driver;
        } finally {
            lock.unlock();
        }
        reconnector.close(why).ifPresent(link -> {
            var closing = link.close();
            if (!DriverThreads.isCurrentThread()) {
                Waiting.atMost(grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace, closing);
            }
        });
        if (ending != null) {
            ending.close();
        }
        signals.status(RedisStatus.CLOSED);
        signals.event(RedisEvent.END, address);
    }
}
