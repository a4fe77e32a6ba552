package dev.rookery.grpc;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls while the service has enough to do: what is held is not read from its connection. How many there can be is bounded by the calls that a
 * connection may have open. Safe for use by several threads.
 */
final class Intake {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private boolean paused;
    private volatile boolean ended;

    /** A call at the door. */
    interface Held {
        /** Reads it. */
        void admit();

        /** Turns it away, since the service ends. */
        void refuse();
    }

    void whenOpen(Held call) {
        lock.lock();
        try {
            if (paused && !ended) {
                held.add(call);
                return;
            }
        } finally {
            lock.unlock();
        }
        if (ended) {
            call.refuse();
        } else {
            call.admit();
        }
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
        } finally {
            lock.unlock();
        }
        for (var next = next(false); next != null; next = next(false)) {
            next.admit();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        for (var next = next(true); next != null; next = next(true)) {
            next.refuse();
        }
    }

    private @Nullable Held next(boolean all) {
        lock.lock();
        try {
            return (paused || ended) && !all ? null : held.poll();
        } finally {
            lock.unlock();
        }
    }
}
