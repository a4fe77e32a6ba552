package dev.rookery.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tasks that are to start together, where the thread that brings them says that more will follow. */
final class Bursts {
    /** How many wait for each other at most, so that the first need not wait long for the last. */
    private static final int MOST = 64;

    private final ThreadLocal<Burst> ofThread = ThreadLocal.withInitial(Burst::new);
    private final Consumer<Runnable> threads;

    Bursts(Consumer<Runnable> threads) {
        this.threads = threads;
    }

    /** Runs something that starts tasks. */
    void run(Runnable reading) {
        var burst = ofThread.get();
        burst.open = true;
        try {
            reading.run();
        } finally {
            burst.open = false;
            startAll(burst.tasks);
        }
    }

    /** Starts a task: at once, or with the others of its burst. */
    void start(Runnable task) {
        var burst = ofThread.get();
        if (!burst.open) {
            threads.accept(task);
            return;
        }
        burst.tasks.add(task);
        if (burst.tasks.size() == MOST) {
            startAll(burst.tasks);
        }
    }

    private void startAll(List<Runnable> tasks) {
        tasks.forEach(threads);
        tasks.clear();
    }

    /** What one thread has gathered. */
    private static final class Burst {
        private final List<Runnable> tasks = new ArrayList<>(MOST);
        private boolean open;
    }
}
