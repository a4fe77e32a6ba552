package dev.rookery.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A warning that a flood of messages cannot turn into a flood of lines: one a second, with the number of those left out. */
public final class SparseLog {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Logger log;
    private final AtomicLong nextLine = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * Wraps a logger.
     *
     * @param log where lines go
     */
    public SparseLog(Logger log) {
        this.log = log;
    }

    /**
     * Warns, unless a line was written within the last second.
     *
     * @param format an SLF4J format
     * @param arguments what stands for its placeholders
     */
    public void warn(String format, @Nullable Object... arguments) {
        var now = DeadlineSweeper.now();
        var next = nextLine.get();
        if (now < next || !nextLine.compareAndSet(next, now + PAUSE_NANOS)) {
            leftOut.incrementAndGet();
            return;
        }
        var missing = leftOut.getAndSet(0);
        log.warn(missing == 0 ? format : format + " (and " + missing + " more like this)", arguments);
    }
}
