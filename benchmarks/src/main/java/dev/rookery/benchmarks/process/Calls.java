package dev.rookery.benchmarks.process;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One measurement of a caller: calls during a warm-up, then calls that count. */
final class Calls {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = 50_000;

    private final Caller caller;
    private final Work work;
    private final Duration warmup;
    private final Duration duration;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Semaphore ended = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean counting;
    private volatile boolean over;

    Calls(Caller caller, Work work, Duration warmup, Duration duration) {
        this.caller = caller;
        this.work = work;
        this.warmup = warmup;
        this.duration = duration;
    }

    /**
     * What was measured.
     *
     * @param calls those that were answered while it counted
     * @param nanos how long it counted
     * @param latency nanoseconds
     */
    record Result(long calls, long nanos, Histogram latency) {}

    /** The next call leaves when an answer has come, so that the latency is that at the limit. */
    Result saturating(int inFlight) throws InterruptedException {
        for (var index = 0; index < inFlight; index++) {
            new Slot().next();
        }
        TimeUnit.NANOSECONDS.sleep(warmup.toNanos());
        var from = count();
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        return result(from, inFlight);
    }

    /** Calls leave when they are due, whatever became of those before; the latency counts from when they were due. */
    Result atRate(double perSecond) throws InterruptedException {
        var begin = System.nanoTime();
        var countFrom = begin + warmup.toNanos();
        var end = countFrom + duration.toNanos();
        var from = begin;
        var sent = 0;
        for (var due = begin; due < end; due = begin + (long) (sent * 1e9 / perSecond)) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            if (!counting && due >= countFrom) {
                from = count();
            }
            new Due(due).send();
            sent++;
        }
        return result(from, sent);
    }

    private long count() {
        counting = true;
        System.out.println("counting");
        return System.nanoTime();
    }

    private Result result(long from, int open) throws InterruptedException {
        over = true;
        counting = false;
        var nanos = System.nanoTime() - from;
        var calls = latency.getTotalCount();
        if (!ended.tryAcquire(open, LONGEST_NANOS, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("calls were not answered within 60 s");
        }
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a call failed", failed);
        }
        return new Result(calls, nanos, latency);
    }

    private void fail(@Nullable Throwable error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
    }

    private void record(long from) {
        if (counting) {
            latency.recordValue(Math.clamp(System.nanoTime() - from, 1, LONGEST_NANOS));
        }
    }

    /** One of the calls that are in flight all the time. */
    private final class Slot extends AtomicInteger implements Consumer<@Nullable Throwable> {
        private static final long serialVersionUID = 1L;
        private static final int CALLING = 0;
        private static final int CALLED = 1;
        private static final int ANSWERED = 2;
        private static final int ENDED = 3;

        private long from;

        /** Calls again and again; one that is answered at once must not grow the stack. */
        void next() {
            do {
                set(CALLING);
                from = System.nanoTime();
                caller.call(work, this);
            } while (!compareAndSet(CALLING, CALLED) && get() == ANSWERED);
        }

        @Override
        public void accept(@Nullable Throwable error) {
            fail(error);
            record(from);
            if (over || error != null) {
                set(ENDED);
                ended.release();
            } else if (!compareAndSet(CALLING, ANSWERED)) {
                next();
            }
        }
    }

    /** A call with the time at which it was due. */
    private final class Due implements Consumer<@Nullable Throwable> {
        private final long due;

        Due(long due) {
            this.due = due;
        }

        void send() {
            caller.call(work, this);
        }

        @Override
        public void accept(@Nullable Throwable error) {
            fail(error);
            record(due);
            ended.release();
        }
    }
}
