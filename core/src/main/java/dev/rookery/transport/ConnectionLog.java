package dev.rookery.transport;

import dev.rookery.error.ConnectionLostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * The lines that a connection which goes and comes back leaves in the log: the same for every transport, one for each change, and one a minute for as long
 * as it is away. For transports. Safe for use by several threads; nothing blocks.
 */
public final class ConnectionLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final long HERE = 0;

    private final Logger log;
    private final String role;
    private final LongSupplier clock;
    private final AtomicLong awaySince = new AtomicLong(HERE);
    private final AtomicLong lastLine = new AtomicLong();

    /**
     * Begins with a connection that is there, or was never made.
     *
     * @param log where the lines go
     * @param role whose connection it is: {@code server} or {@code client}
     */
    public ConnectionLog(Logger log, String role) {
        this(log, role, System::nanoTime);
    }

    ConnectionLog(Logger log, String role, LongSupplier clock) {
        this.log = log;
        this.role = role;
        this.clock = clock;
    }

    /**
     * It was lost, and is being made again. Warns, unless it is away already.
     *
     * @param why says of what place it is
     */
    public void lost(ConnectionLostException why) {
        var now = now();
        if (awaySince.compareAndSet(HERE, now)) {
            lastLine.set(now);
            log.warn("{} ({}); connecting again", why.getMessage(), role);
        }
    }

    /**
     * An attempt to make it again has failed. Warns once a minute.
     *
     * @param why says of what place it is, and what to do
     */
    public void stillAway(Throwable why) {
        var now = now();
        var since = awaySince.get();
        var last = lastLine.get();
        if (since != HERE && now - last >= PAUSE.toNanos() && lastLine.compareAndSet(last, now)) {
            log.warn(
                    "Still no connection after {} s ({}): {}",
                    Duration.ofNanos(now - since).toSeconds(),
                    role,
                    why.getMessage());
        } else {
            log.debug("No connection yet ({}): {}", role, why.getMessage());
        }
    }

    /**
     * It is there again. Says so, if it was away.
     *
     * @param place what is connected to, as in {@code Redis at localhost:6379}
     */
    public void back(String place) {
        var since = awaySince.getAndSet(HERE);
        if (since != HERE) {
            log.info(
                    "The connection to {} is back after {} ms ({})",
                    place,
                    Duration.ofNanos(now() - since).toMillis(),
                    role);
        }
    }

    private long now() {
        var now = clock.getAsLong();
        return now == HERE ? 1 : now;
    }
}
