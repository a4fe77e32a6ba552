package dev.rookery.server;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages with equal keys, one after the other: a burst of them shares one virtual thread, which waits for each to end. */
final class Lanes {
    private final ConcurrentHashMap<Object, ArrayDeque<Invocation>> lanes = new ConcurrentHashMap<>();
    private final Consumer<Runnable> threads;

    Lanes(Consumer<Runnable> threads) {
        this.threads = threads;
    }

    void add(Object key, Invocation invocation) {
        var isNew = new boolean[1];
        lanes.compute(key, (same, lane) -> {
            isNew[0] = lane == null;
            var queue = lane == null ? new ArrayDeque<Invocation>() : lane;
            queue.add(invocation);
            return queue;
        });
        if (isNew[0]) {
            threads.accept(() -> drain(key));
        }
    }

    private void drain(Object key) {
        for (var next = next(key); next != null; next = next(key)) {
            next.run(); // which throws nothing
            next.outcome().toCompletableFuture().join();
        }
    }

    private @Nullable Invocation next(Object key) {
        var taken = new @Nullable Invocation[1];
        lanes.computeIfPresent(key, (same, lane) -> {
            taken[0] = lane.poll();
            return taken[0] == null ? null : lane;
        });
        return taken[0];
    }
}
