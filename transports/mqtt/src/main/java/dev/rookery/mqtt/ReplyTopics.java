package dev.rookery.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The subscriptions by which replies come: one a topic, shared by all calls, and kept when nobody waits, since an unsubscription that crosses the
 * next subscription loses replies. Of those that nobody waits for, the ones that were idle for longest go when there are too many.
 */
final class ReplyTopics {
    private final int maxIdle;
    private final Function<String, CompletableFuture<?>> subscribe;
    private final Function<String, CompletableFuture<?>> unsubscribe;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock; those that were used last are last
    private final LinkedHashMap<String, Topic> topics = new LinkedHashMap<>(16, 0.75f, true);
    private int idle;

    ReplyTopics(
            int maxIdle,
            Function<String, CompletableFuture<?>> subscribe,
            Function<String, CompletableFuture<?>> unsubscribe) {
        this.maxIdle = maxIdle;
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
    }

    private static final class Topic {
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private int calls;
    }

    /** Counts a call in. Completes when its replies can come; if they cannot, it is counted out again, and the next call tries anew. */
    CompletableFuture<Void> enter(String name) {
        lock.lock();
        try {
            var known = topics.get(name);
            if (known != null) {
                if (known.calls++ == 0) {
                    idle--;
                }
                return known.ready;
            }
            var topic = new Topic();
            topic.calls = 1;
            topics.put(name, topic);
            // Within the lock, so that it cannot overtake an unsubscription from the same topic.
            var _ = subscribe.apply(name).whenComplete((done, error) -> subscribed(name, topic, error));
            return topic.ready;
        } finally {
            lock.unlock();
        }
    }

    private void subscribed(String name, Topic topic, Throwable error) {
        if (error == null) {
            topic.ready.complete(null);
            return;
        }
        lock.lock();
        try {
            topics.remove(name, topic);
        } finally {
            lock.unlock();
        }
        topic.ready.completeExceptionally(error);
    }

    /** Counts a call out. */
    void leave(String name) {
        lock.lock();
        try {
            var topic = topics.get(name);
            if (topic == null || topic.calls == 0) {
                return; // it could not be subscribed to
            }
            if (--topic.calls == 0 && ++idle > maxIdle) {
                forgetIdlest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetIdlest() {
        var idlest = topics.entrySet().stream()
                .filter(entry -> entry.getValue().calls == 0)
                .map(Map.Entry::getKey)
                .findFirst();
        idlest.ifPresent(name -> {
            topics.remove(name);
            idle--;
            var _ = unsubscribe.apply(name);
        });
    }

    int size() {
        lock.lock();
        try {
            return topics.size();
        } finally {
            lock.unlock();
        }
    }
}
