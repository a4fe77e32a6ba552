package dev.rookery.mqtt;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions by which replies come: one a topic, shared by all calls, and kept when nobody waits, since an unsubscription that crosses the
 * next subscription loses replies. Of those that nobody waits for, the ones that were idle for longest go when there are too many.
 */
final class ReplyTopics {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyTopics.class);

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
        /** Who came before replies could; in their order, which is that of their requests. */
        private final ArrayDeque<Consumer<@Nullable Throwable>> waiting = new ArrayDeque<>();

        private boolean ready;
        private int calls = 1;
    }

    /**
     * Counts a call in.
     *
     * @param name the topic
     * @param then called once its replies can come, here or later; with an error if they cannot. It is counted out again then, and the next call
     *     tries anew
     */
    void enter(String name, Consumer<@Nullable Throwable> then) {
        lock.lock();
        try {
            var topic = topics.get(name);
            if (topic == null) {
                topic = begin(name);
            } else if (topic.calls++ == 0) {
                idle--;
            }
            if (!topic.ready) {
                topic.waiting.add(then);
                return;
            }
        } finally {
            lock.unlock();
        }
        then.accept(null);
    }

    /** Within the lock, so that it cannot overtake an unsubscription from the same topic. */
    private Topic begin(String name) {
        var topic = new Topic();
        topics.put(name, topic);
        var _ = subscribe.apply(name).whenComplete((done, error) -> subscribed(name, topic, error));
        return topic;
    }

    private void subscribed(String name, Topic topic, @Nullable Throwable error) {
        for (var next = next(name, topic, error); next != null; next = next(name, topic, error)) {
            tell(next, error);
        }
    }

    /** What one caller throws is no reason that those behind it wait for ever. */
    private static void tell(Consumer<@Nullable Throwable> caller, @Nullable Throwable error) {
        try {
            caller.accept(error);
        } catch (RuntimeException thrown) {
            LOG.error("A request failed while it was sent", thrown);
        }
    }

    /** The next one that waits; when there is none, later ones need not wait, or find no such topic. */
    private @Nullable Consumer<@Nullable Throwable> next(String name, Topic topic, @Nullable Throwable error) {
        lock.lock();
        try {
            if (error != null) {
                topics.remove(name, topic);
            }
            var next = topic.waiting.poll();
            if (next == null) {
                topic.ready = true;
            }
            return next;
        } finally {
            lock.unlock();
        }
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
