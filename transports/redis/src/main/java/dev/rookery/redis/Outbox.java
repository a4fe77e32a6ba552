package dev.rookery.redis;

import dev.rookery.error.BusyException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where replies leave: at once where there is a link, in their order when there is one again. Bounded. */
final class Outbox {

    /** One publication. */
    interface Publication {
        String channel();

        byte[] message();

        /** How many received it, or why it was not published. Must not block. */
        void published(@Nullable Long receivers, @Nullable Throwable error);
    }

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RedisLink link;
    // guarded by the lock
    private final ArrayDeque<Publication> held = new ArrayDeque<>();

    Outbox(int most) {
        this.most = most;
    }

    void send(Publication publication) {
        var present = usable(link);
        if (present == null) {
            present = linkOrHold(publication);
        }
        if (present != null) {
            publish(present, publication);
        }
    }

    /** A link may be lost for a moment before it is shut here. */
    private static @Nullable RedisLink usable(@Nullable RedisLink any) {
        return any == null || any.isLost() ? null : any;
    }

    private @Nullable RedisLink linkOrHold(Publication publication) {
        lock.lock();
        try {
            var present = usable(link);
            if (present == null && held.size() < most) {
                held.add(publication);
                return null;
            }
            if (present != null) {
                return present;
            }
        } finally {
            lock.unlock();
        }
        publication.published(null, new BusyException(most + " replies wait for the connection to Redis already"));
        return null;
    }

    private void publish(RedisLink open, Publication publication) {
        if (open.unanswered() >= most) {
            publication.published(null, new BusyException(most + " replies wait for Redis to take them already"));
        } else {
            open.publish(publication.channel(), publication.message(), publication::published);
        }
    }

    /** Sends what was held, before anything that comes later. */
    void open(RedisLink made) {
        lock.lock();
        try {
            for (var next = held.poll(); next != null; next = held.poll()) {
                publish(made, next);
            }
            link = made;
        } finally {
            lock.unlock();
        }
    }

    void shut(RedisLink lost) {
        lock.lock();
        try {
            if (lost.equals(link)) {
                link = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until Redis has taken all there is. */
    void awaitPublished(long deadlineNanos) {
        Waiting.until(deadlineNanos, () -> {
            var present = link;
            return present == null || present.isLost() || present.unanswered() == 0;
        });
    }
}
