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
        if (!beginStarting()) {
            return; // whoever is at it looks again before it ends
        }
        for (var next = nextAdmitted(); next != null; next = nextAdmitted()) {
            start(next);
        }
    }

    private boolean beginStarting() {
        lock.lock();
        try {
            var begun = !starting;
            starting = true;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private void start(BooleanSupplier next) {
        var wantsPlace = false;
        try {
            wantsPlace = next.getAsBoolean();
        } catch (Throwable error) {
            endStarting();
            throw error;
        } finally {
            if (!wantsPlace) {
                inFlight.decrementAndGet();
            }
        }
    }

    private void endStarting() {
        lock.lock();
        try {
            starting = false;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable BooleanSupplier nextAdmitted() {
        lock.lock();
        try {
            if (!waiting.isEmpty() && takePlace()) {
                return waiting.poll();
            }
            if (crowded && waiting.isEmpty() && inFlight.get() < resumeBelow) {
                crowded = false;
                resume.run();
            }
            starting = false;
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
