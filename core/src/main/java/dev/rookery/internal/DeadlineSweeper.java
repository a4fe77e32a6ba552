package dev.rookery.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks after many deadlines, so that no message needs a timer. It sleeps until the earliest deadline that it knows of;
 * whoever sets an earlier one wakes it.
 */
public final class DeadlineSweeper implements AutoCloseable {
    /** A deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN = System.nanoTime();
    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;

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
        return nanos == 0 ? NEVER : now() + nanos;
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
                LockSupport.parkNanos(this, Math.max(pause, SHORTEST_PAUSE_NANOS));
                continue;
            }
            synchronized (this) {
                nextWake = NEVER;
            }
            var earliest = sweep.applyAsLong(now());
            synchronized (this) {
                nextWake = Math.min(nextWake, earliest);
            }
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
