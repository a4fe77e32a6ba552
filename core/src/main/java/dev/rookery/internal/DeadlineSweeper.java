package dev.rookery.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks after many deadlines, so that no message needs a timer. It sleeps until the earliest deadline that it knows of;
 * whoever sets an earlier one wakes it.
 */
public final class DeadlineSweeper implements AutoCloseable {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN = System.nanoTime();
    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
    private static final long PAUSE_AFTER_FAILURE_NANOS = 100_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);

    private final String threadName;
    private final LongUnaryOperator sweep;
    private volatile long nextWake = NEVER;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    /**
     * A sweeper that has no thread until the first deadline is set.
     *
     * @param threadName the name of its thread
     * @param sweep given the time, ends what is overdue and says the earliest deadline of the rest; must not throw
     */
    public DeadlineSweeper(String threadName, LongUnaryOperator sweep) {
        this.threadName = threadName;
        this.sweep = sweep;
    }

    /**
     * The time.
     *
     * @return nanoseconds since some moment of this process, never negative
     */
    public static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /**
     * The moment that lies a time ahead.
     *
     * @param nanos how far; zero means never
     * @return a deadline
     */
    public static long in(long nanos) {
        if (nanos == 0) {
            return NEVER;
        }
        var deadline = now() + nanos;
        return deadline < 0 ? NEVER : deadline;
    }

    /**
     * A duration in nanoseconds, however long it is.
     *
     * @param duration a duration that is not negative
     * @return its nanoseconds; {@link Long#MAX_VALUE} for one of more than 292 years
     */
    public static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Makes sure that a sweep takes place soon after a deadline. Cheap when an earlier one is known.
     *
     * @param deadline a moment, after it has been stored where the sweep finds it
     */
    public void expect(long deadline) {
        if (deadline < nextWake && !closed) {
            advance(deadline);
        }
    }

    private synchronized void advance(long deadline) {
        if (closed || deadline >= nextWake) {
            return;
        }
        nextWake = deadline;
        var running = thread;
        if (running == null) {
            thread = Thread.ofPlatform().daemon().name(threadName).start(this::run);
        } else {
            LockSupport.unpark(running);
        }
    }

    private void run() {
        while (!closed) {
            var pause = nextWake - now();
            if (pause > 0) {
                Thread.interrupted(); // left behind by a sweep: it would keep this thread from sleeping
                LockSupport.parkNanos(this, Math.max(pause, SHORTEST_PAUSE_NANOS));
                continue;
            }
            synchronized (this) {
                nextWake = NEVER;
            }
            var earliest = sweepNow();
            synchronized (this) {
                nextWake = Math.min(nextWake, earliest);
            }
        }
    }

    /** What must not throw may do so all the same; the other deadlines are still looked after. */
    private long sweepNow() {
        try {
            return sweep.applyAsLong(now());
        } catch (RuntimeException | Error error) {
            LOG.error("{} failed at something that was overdue", threadName, error);
            return in(PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    /** Ends the thread; deadlines are not looked after any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        LockSupport.unpark(thread);
    }
}
