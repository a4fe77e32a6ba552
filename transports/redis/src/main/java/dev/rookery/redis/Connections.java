package dev.rookery.redis;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.transport.Signals;
import io.lettuce.core.resource.NettyCustomizer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that there is a link. The first one is made when somebody asks; one that is lost is made again in the background, with growing
 * waits, and at once when somebody asks.
 */
final class Connections {

    /** Whose connections these are. Told by one thread at a time; must not block. */
    interface Owner {
        /** Readies a link before anybody else gets it; a failure closes it. */
        CompletionStage<Void> prepare(RedisLink link);

        /** The link can be used. */
        void up(RedisLink link);

        /** The link is lost. */
        void down(RedisLink link, Throwable why);
    }

    /** What was written may leave, also where there is no grace. */
    private static final Duration LEAST_GRACE = Duration.ofMillis(200);

    private final RedisOptions options;
    private final String ownerName;
    private final NettyCustomizer customizer;
    private final Owner owner;
    private final Signals signals = new Signals(RedisStatus.DISCONNECTED);
    private final InetSocketAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RedisLink current;

    // guarded by the lock
    private @Nullable Driver driver;
    private @Nullable CompletableFuture<RedisLink> attempt;
    private int failures;
    private boolean wasConnected;
    private boolean scheduled;
    private @Nullable RookeryException closed;

    Connections(RedisOptions options, String ownerName, NettyCustomizer customizer, Owner owner) {
        this.options = options;
        this.ownerName = ownerName;
        this.customizer = customizer;
        this.owner = owner;
        this.address = InetSocketAddress.createUnresolved(options.host(), options.port());
    }

    Signals signals() {
        return signals;
    }

    @Nullable RedisLink current() {
        return current;
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
        CompletableFuture<RedisLink> begun;
        Driver connecting;
        lock.lock();
        try {
            var present = current;
            if (closed != null) {
                return CompletableFuture.failedFuture(closed);
            }
            if (present != null) {
                return CompletableFuture.completedFuture(present);
            }
            if (attempt != null) {
                return attempt;
            }
            begun = new CompletableFuture<>();
            attempt = begun;
            connecting = driver == null ? new Driver(options, ownerName, customizer) : driver;
            driver = connecting;
        } finally {
            lock.unlock();
        }
        Unawaited.then(RedisLink.open(connecting).thenCompose(this::prepared), (link, error) -> {
            if (link == null) {
                failed(begun, error);
            } else {
                made(begun, link);
            }
        });
        return begun;
    }

    private CompletionStage<RedisLink> prepared(RedisLink link) {
        signals.event(RedisEvent.CONNECT, address);
        return owner.prepare(link).thenApply(_ -> link).whenComplete((_, error) -> {
            if (error != null) {
                Unawaited.then(link.close(), (_, _) -> {});
            }
        });
    }

    private void made(CompletableFuture<RedisLink> begun, RedisLink link) {
        RookeryException tooLate;
        lock.lock();
        try {
            tooLate = closed;
            if (tooLate == null) {
                attempt = null;
                failures = 0;
                wasConnected = true;
                owner.up(link);
                current = link;
                signals.status(RedisStatus.CONNECTED);
            }
        } finally {
            lock.unlock();
        }
        if (tooLate != null) {
            Unawaited.then(link.close(), (_, _) -> {});
            begun.completeExceptionally(tooLate);
            return;
        }
        signals.event(RedisEvent.READY, address);
        begun.complete(link);
        Unawaited.then(link.lost(), (why, _) -> lost(link, why));
    }

    private void failed(CompletableFuture<RedisLink> begun, @Nullable Throwable error) {
        RookeryException why;
        lock.lock();
        try {
            why = closed != null ? closed : refused(error);
            attempt = null;
            failures++;
            if (wasConnected) {
                connectAgainLater();
            }
        } finally {
            lock.unlock();
        }
        signals.event(RedisEvent.ERROR, error == null ? why : error);
        begun.completeExceptionally(why);
    }

    private RookeryException refused(@Nullable Throwable error) {
        if (error instanceof StartException known) {
            return known;
        }
        return new ConnectionRefusedException(
                "Cannot connect to Redis at " + options.address() + ": " + Reasons.of(error)
                        + "; check host, port, user, password and TLS, and whether it runs",
                error == null ? new IllegalStateException("no reason") : error);
    }

    private void lost(RedisLink link, @Nullable Throwable why) {
        lock.lock();
        try {
            if (!link.equals(current)) {
                return;
            }
            current = null;
            signals.status(RedisStatus.RECONNECTING);
            failures = 1;
            connectAgainLater();
        } finally {
            lock.unlock();
        }
        signals.event(RedisEvent.CLOSE, address);
        owner.down(link, why == null ? new IllegalStateException("no reason") : why);
    }

    /** Under the lock. */
    private void connectAgainLater() {
        if (scheduled || closed != null || driver == null) {
            return;
        }
        scheduled = true;
        var wait = options.backoff().delay(failures);
        signals.event(RedisEvent.RECONNECTING, wait);
        driver.schedule(wait, () -> {
            lock.lock();
            try {
                scheduled = false;
            } finally {
                lock.unlock();
            }
            Unawaited.then(connect(), (_, _) -> {});
        });
    }

    /** Closes the link after what was written to it, and all else. Waits for that, unless a thread of the driver calls. */
    void close(RookeryException why, Duration grace) {
        RedisLink open;
        Driver ending;
        CompletableFuture<RedisLink> pending;
        lock.lock();
        try {
            closed = why;
            open = current;
            current = null;
            ending = driver;
            pending = attempt;
        } finally {
            lock.unlock();
        }
        if (pending != null) {
            pending.completeExceptionally(why);
        }
        if (open != null) {
            var closing = open.close();
            if (!DriverThreads.isCurrentThread()) {
                Waiting.atMost(grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace, closing);
            }
        }
        if (ending != null) {
            ending.close();
        }
        signals.status(RedisStatus.CLOSED);
        signals.event(RedisEvent.END, address);
    }
}
