package dev.rookery.server;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may be in flight. Within the bound a message costs one atomic step; at the bound intake is paused and a bounded queue takes what still
 * arrives.
 */
final class Admission {
    /** What became of a message at the door. */
    enum Verdict {
        ADMITTED,
        WAITING,
        REFUSED
    }

    private final int maxInFlight;
    private final int maxWaiting;
    private final int resumeBelow;
    private final Runnable pause;
    private final Runnable resume;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<BooleanSupplier> waiting = new ArrayDeque<>();
    /** Whether a thread starts what has waited: one at a time does, so that the order stays. Guarded by the lock. */
    private boolean starting;

    private volatile boolean crowded;

    Admission(int maxInFlight, int maxWaiting, Runnable pause, Runnable resume) {
        this.maxInFlight = maxInFlight;
        this.maxWaiting = maxWaiting;
        this.resumeBelow = Math.max(1, maxInFlight - maxInFlight / 4);
        this.pause = pause;
        this.resume = resume;
    }

    /**
     * Takes a place for a message, or lets it wait; then {@code start} is called once there is one, and says whether the message still wants
     * it.
     */
    Verdict enter(BooleanSupplier start) {
        if (crowded || !takePlace()) {
            return enterCrowded(start);
        }
        if (inFlight.get() >= maxInFlight) {
            crowd();
        }
        return Verdict.ADMITTED;
    }

    private Verdict enterCrowded(BooleanSupplier start) {
        lock.lock();
        try {
            crowd();
            if (waiting.isEmpty() && !starting && takePlace()) {
                return Verdict.ADMITTED;
            }
            if (waiting.size() >= maxWaiting) {
                return Verdict.REFUSED;
            }
            waiting.add(start);
        } finally {
            lock.unlock();
        }
        admitWaiting();
        return Verdict.WAITING;
    }

    private void crowd() {
        lock.lock();
        try {
            if (!crowded) {
                crowded = true;
                pause.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean takePlace() {
        for (var now = inFlight.get(); now < maxInFlight; now = inFlight.get()) {
            if (inFlight.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Gives a place back. Never called for one that {@code start} declined. */
    void leave() {
        inFlight.decrementAndGet();
        if (crowded) {
            admitWaiting();
        }
    }

    /** Starts all that wait, though there are no places: they find out for themselves that the end has come. */
    void flush() {
        for (var next = nextWaiting(); next != null; next = nextWaiting()) {
            var _ = next.getAsBoolean();
        }
    }

    private @Nullable BooleanSupplier nextWaiting() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void admitWaiting() {
        RuntimeException failure = null;
        Error fatal = null;
        for (var next = nextAdmitted(false); next != null; next = nextAdmitted(true)) {
            var wantsPlace = false;
            try {
                wantsPlace = next.getAsBoolean();
            } catch (RuntimeException error) {
                failure = error;
            } catch (Error error) {
                fatal = error;
            }
            if (!wantsPlace) {
                inFlight.decrementAndGet();
            }
        }
        if (fatal != null) {
            throw fatal;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** One that has a place by now, for whoever starts them. While one does, another need not: it looks again before it ends. */
    private @Nullable BooleanSupplier nextAdmitted(boolean isAtIt) {
        lock.lock();
        try {
            if (starting && !isAtIt) {
                return null;
            }
            if (!waiting.isEmpty() && takePlace()) {
                starting = true;
                return waiting.poll();
            }
            starting = false;
            if (crowded && waiting.isEmpty() && inFlight.get() < resumeBelow) {
                crowded = false;
                resume.run();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
