package dev.rookery.kafka;

import dev.rookery.transport.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition from its assignment to its revocation: what has come and is not done, in which order it is handled, and up to where it can be
 * committed. Messages of one lane are handled one after the other, by one virtual thread a burst. Safe for use by several threads.
 */
final class Partition {
    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);

    /** How many messages a thread takes at once. */
    private static final int CHUNK = 64;

    private static final Object ONE_LANE = "all";
    /** Of messages that have no order; here they are only begun one after the other. */
    private static final Object NO_ORDER = "no order";

    private final TopicPartition place;
    private final @Nullable Route route;
    private final KafkaOrder order;
    private final int batchSize;
    private final Lanes lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // guarded by the lock
    private final ArrayDeque<Entry> open = new ArrayDeque<>();
    private final Map<Object, ArrayDeque<Entry>> queues = new HashMap<>();
    private int threads;
    private long position = -1;
    private long committed = -1;
    private volatile boolean ended;
    private volatile boolean stopped;
    private volatile boolean held;
    // of the polling thread
    private boolean paused;
    private boolean slow;
    private long pausedAt;

    /** A message, and whether it is done. */
    static final class Entry {
        private final ConsumerRecord<byte[], byte[]> message;
        private boolean done;

        Entry(ConsumerRecord<byte[], byte[]> message) {
            this.message = message;
        }

        ConsumerRecord<byte[], byte[]> message() {
            return message;
        }
    }

    /** What handles messages, on a thread that may wait. */
    interface Lanes {
        void handle(Partition partition, List<Entry> entries);

        /** Begins to handle messages that may run at the same time. */
        void begin(Partition partition, List<Entry> entries);
    }

    Partition(TopicPartition place, @Nullable Route route, KafkaOrder order, int batchSize, Lanes lanes) {
        this.place = place;
        this.route = route;
        this.order = batchSize > 0 ? KafkaOrder.PARTITION : order;
        this.batchSize = batchSize;
        this.lanes = lanes;
    }

    TopicPartition place() {
        return place;
    }

    @Nullable Route route() {
        return route;
    }

    boolean isBatched() {
        return batchSize > 0;
    }

    // ---- what comes ----

    /** Takes what has been polled, and starts threads for it. */
    void add(List<ConsumerRecord<byte[], byte[]>> messages) {
        var fresh = new ArrayList<Object>();
        lock.lock();
        try {
            if (ended || stopped) {
                return; // it comes again
            }
            for (var message : messages) {
                var entry = new Entry(message);
                open.add(entry);
                var key = laneOf(entry);
                var queue = queues.get(key);
                if (queue == null) {
                    queue = new ArrayDeque<>();
                    queues.put(key, queue);
                    fresh.add(key);
                }
                queue.add(entry);
            }
            threads += fresh.size();
        } finally {
            lock.unlock();
        }
        fresh.forEach(key -> Thread.ofVirtual()
                .name(key.equals(NO_ORDER) ? "rookery-kafka-lane" : "rookery-handler")
                .start(() -> drain(key)));
    }

    private Object laneOf(Entry entry) {
        return switch (order) {
            case PARTITION -> ONE_LANE;
            case KEY -> entry.message.key() == null ? NO_ORDER : ByteBuffer.wrap(entry.message.key());
            case NONE -> NO_ORDER;
        };
    }

    private void drain(Object key) {
        try {
            for (var next = next(key); !next.isEmpty(); next = next(key)) {
                if (key.equals(NO_ORDER)) {
                    lanes.begin(this, next);
                } else {
                    lanes.handle(this, next);
                }
            }
        } catch (Throwable error) {
            stopAt(error);
        } finally {
            left();
        }
    }

    /** The last resort, so that nothing stands still of which nobody is told: whoever handles messages sees to what fails. */
    private void stopAt(Throwable error) {
        stop();
        LOG.error("{} is stopped, and nothing of it is handled until it is assigned anew", place, error);
    }

    private List<Entry> next(Object key) {
        lock.lock();
        try {
            var queue = queues.get(key);
            if (queue == null || queue.isEmpty() || isOver()) {
                queues.remove(key);
                return List.of();
            }
            var most = isBatched() ? batchSize : CHUNK;
            var taken = new ArrayList<Entry>(Math.min(queue.size(), most));
            while (taken.size() < most && !queue.isEmpty()) {
                taken.add(queue.poll());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with a message on a thread of its own, which is waited for as the others are. */
    void elsewhere(Runnable task) {
        entered();
        Thread.ofVirtual().name("rookery-handler").start(() -> {
            try {
                task.run();
            } catch (Throwable error) {
                stopAt(error);
            } finally {
                left();
            }
        });
    }

    /** A message is handled by threads that are not this one's, until {@link #left}. */
    void entered() {
        lock.lock();
        try {
            threads++;
        } finally {
            lock.unlock();
        }
    }

    void left() {
        lock.lock();
        try {
            threads--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- what is done ----

    /** Returns whether there is room again for further messages. */
    boolean done(Entry entry, int roomBelow) {
        lock.lock();
        try {
            var before = open.size();
            entry.done = true;
            for (var first = open.peek(); first != null && first.done; first = open.peek()) {
                position = first.message.offset() + 1;
                open.poll();
            }
            return before > roomBelow && open.size() <= roomBelow;
        } finally {
            lock.unlock();
        }
    }

    /** Where a new owner would begin, if that has changed since it was asked last. */
    OptionalLong committable() {
        lock.lock();
        try {
            if (position <= committed) {
                return OptionalLong.empty();
            }
            committed = position;
            return OptionalLong.of(position);
        } finally {
            lock.unlock();
        }
    }

    /** The last commit failed: what it would have said is said again. */
    void uncommitted() {
        lock.lock();
        try {
            committed = -1;
        } finally {
            lock.unlock();
        }
    }

    int buffered() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    // ---- the end ----

    /** Nothing further of it is handled: it is given back, or goes on elsewhere. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing further of it is handled until it is assigned anew. */
    void stop() {
        stopped = true;
    }

    boolean isOver() {
        return ended || stopped;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Waits for the handlers that run, until a time of {@link System#nanoTime}. */
    boolean awaitIdle(long deadline) {
        lock.lock();
        try {
            while (threads > 0) {
                if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return threads == 0;
                }
            }
            return true;
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, but not beyond the end; false if that has come. */
    boolean sleep(Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        lock.lock();
        try {
            while (!ended) {
                var left = deadline - System.nanoTime();
                if (left <= 0 || !changed.await(left, TimeUnit.NANOSECONDS)) {
                    return !ended;
                }
            }
            return false;
        } catch (InterruptedException error) {
            return !ended; // meant for a handler that was interrupted
        } finally {
            lock.unlock();
        }
    }

    // ---- the flow ----

    void hold(boolean on) {
        held = on;
    }

    boolean isHeld() {
        return held;
    }

    /** Whether the driver is to fetch nothing of it, since so many are here, and until there is room again; on the polling thread. */
    boolean wantsPause(int most, int room) {
        var buffered = buffered();
        return held || stopped || (paused ? buffered > room : buffered >= most);
    }

    /** Whether it has enough, and took little time the last time that it had. */
    boolean isWorthWaitingFor(int most) {
        return !paused && !slow && !held && !stopped && buffered() >= most;
    }

    /** It is not worth it as long as it takes as much time as this. */
    void waitedInVain(int most) {
        slow = slow || isWorthWaitingFor(most);
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean on) {
        if (on) {
            pausedAt = System.nanoTime();
        } else {
            slow = System.nanoTime() - pausedAt > DriverSettings.FETCH_WAIT.toNanos();
        }
        paused = on;
    }
}
