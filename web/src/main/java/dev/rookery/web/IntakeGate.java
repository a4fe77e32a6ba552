package dev.rookery.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Holds back who wants to read on while the service has enough to do. Safe for use by several threads; never blocks. */
final class IntakeGate {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean paused;

    /** Runs it now, or when the service takes messages again. */
    void pass(Runnable reading) {
        if (!paused) {
            reading.run();
            return;
        }
        waiting.add(reading);
        if (!paused) {
            release();
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        release();
    }

    private void release() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
