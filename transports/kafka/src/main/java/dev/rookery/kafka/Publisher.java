package dev.rookery.kafka;

import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends without waiting. The driver waits where it does not know a topic, and where its memory is full: so topics are looked up first, on a thread of
 * their own, and what is not sent yet is counted.
 */
final class Publisher {
    /** What a record takes beside its key and value. */
    private static final int OVERHEAD_BYTES = 128;

    private final KafkaOptions options;
    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final ConcurrentHashMap<String, Topic> known = new ConcurrentHashMap<>();
    private final AtomicLong unsentBytes = new AtomicLong();
    private volatile boolean closed;

    Publisher(KafkaOptions options, Topics topics, Producer<byte[], byte[]> producer) {
        this.options = options;
        this.topics = topics;
        this.producer = producer;
    }

    /** A topic, and what waits until it is known. */
    private final class Topic {
        private final String name;
        private final ArrayDeque<Sending> waiting = new ArrayDeque<>();
        private final AtomicInteger turn = new AtomicInteger();
        private final CountDownLatch lookedUp = new CountDownLatch(1);
        private int partitions;
        private volatile boolean ready;
        private @Nullable RuntimeException failure;

        Topic(String name) {
            this.name = name;
        }

        void send(Sending sending) {
            if (!ready && waits(sending)) {
                return;
            }
            sendNow(sending);
        }

        private synchronized boolean waits(Sending sending) {
            if (ready) {
                return false;
            }
            if (failure != null) { // the next one makes another attempt
                sending.done(null, failure);
                return true;
            }
            if (sending.needsRoom && waiting.size() >= options.maxWaitingMessages()) {
                throw new BusyException("Too many messages wait for the topic " + name + ": " + waiting.size()
                        + " (maxWaitingMessages)");
            }
            waiting.add(sending);
            return true;
        }

        private void lookUp() {
            try {
                lookUpPatiently();
            } finally {
                lookedUp.countDown();
            }
        }

        /** What waits for its topic waits for brokers as long as what waits to be sent does. */
        private void lookUpPatiently() {
            var deadline = System.nanoTime() + options.sendTimeout().toNanos();
            for (; ; ) {
                try {
                    sendWaiting(topics.ready(name));
                    return;
                } catch (RuntimeException error) {
                    if (closed
                            || !(error.getCause() instanceof TimeoutException)
                            || System.nanoTime() - deadline >= 0) {
                        known.remove(name, this);
                        failWaiting(error);
                        return;
                    }
                }
            }
        }

        private synchronized void sendWaiting(int count) {
            partitions = count;
            waiting.forEach(this::sendNow);
            waiting.clear();
            ready = true;
        }

        private void sendNow(Sending sending) {
            try {
                var _ = producer.send(sending.inTurn ? inTurn(sending.message) : sending.message, sending::done);
            } catch (RuntimeException error) {
                sending.done(null, error);
            }
        }

        private ProducerRecord<byte[], byte[]> inTurn(ProducerRecord<byte[], byte[]> message) {
            return partitions <= 1 || message.partition() != null || message.key() != null
                    ? message
                    : new ProducerRecord<>(
                            name,
                            Math.floorMod(turn.getAndIncrement(), partitions),
                            message.timestamp(),
                            null,
                            message.value(),
                            message.headers());
        }

        private void failWaiting(RuntimeException error) {
            List<Sending> failed;
            synchronized (this) {
                failure = error;
                failed = new ArrayList<>(waiting);
                waiting.clear();
            }
            failed.forEach(sending -> sending.done(null, error));
        }
    }

    /** A record on its way. */
    private final class Sending {
        private final ProducerRecord<byte[], byte[]> message;
        private final int bytes;
        private final boolean inTurn;
        private final boolean needsRoom;
        private final CompletableFuture<RecordMetadata> taken = new CompletableFuture<>();

        Sending(ProducerRecord<byte[], byte[]> message, int bytes, boolean inTurn, boolean needsRoom) {
            this.message = message;
            this.bytes = bytes;
            this.inTurn = inTurn;
            this.needsRoom = needsRoom;
        }

        void done(@Nullable RecordMetadata where, @Nullable Exception error) {
            unsentBytes.addAndGet(-bytes);
            if (error != null) {
                taken.completeExceptionally(unsent(message.topic(), error));
            } else {
                taken.complete(where);
            }
        }
    }

    /** Waits until what was given so far has been handed to the driver, or its topic cannot be found, or the time is over. */
    void awaitLookUps(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            for (var topic : known.values()) {
                if (!topic.lookedUp.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends a record. The future completes on a thread of the driver's, which must not be held up.
     *
     * @throws BusyException if too much is unsent
     */
    CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
        return send(message, false, true);
    }

    /** As {@link #send}, but what has neither key nor partition goes to all partitions in turn, so that all replicas get their share at once. */
    CompletableFuture<RecordMetadata> sendInTurn(ProducerRecord<byte[], byte[]> message) {
        return send(message, true, true);
    }

    /** As {@link #send}, however much is unsent: for what is small, and of which there is not much. */
    CompletableFuture<RecordMetadata> sendAnyway(ProducerRecord<byte[], byte[]> message) {
        return send(message, false, false);
    }

    private CompletableFuture<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> message, boolean inTurn, boolean needsRoom) {
        var bytes = size(message);
        if (unsentBytes.addAndGet(bytes) > options.maxUnsentBytes() && needsRoom) {
            unsentBytes.addAndGet(-bytes);
            throw new BusyException("Kafka does not take messages as fast as they are sent: more than "
                    + options.maxUnsentBytes() + " bytes wait (maxUnsentBytes)");
        }
        var sending = new Sending(message, bytes, inTurn, needsRoom);
        try {
            topic(message.topic()).send(sending);
        } catch (BusyException busy) {
            unsentBytes.addAndGet(-bytes);
            throw busy;
        }
        return sending.taken;
    }

    private Topic topic(String name) {
        var present = known.get(name);
        if (present != null) {
            return present;
        }
        var added = new Topic(name);
        var before = known.putIfAbsent(name, added);
        if (before != null) {
            return before;
        }
        Thread.ofVirtual().name("rookery-kafka-topic").start(added::lookUp);
        return added;
    }

    /** Sends at once what waits for others to leave with. Does not wait itself. */
    void hurry() {
        Thread.ofVirtual().name("rookery-kafka-hurry").start(() -> {
            awaitLookUps(options.sendTimeout()); // what waits for its topic has not begun to wait for others
            producer.flush();
        });
    }

    /** Topics that are not known yet are not looked up any more. */
    void close() {
        closed = true;
    }

    private static int size(ProducerRecord<byte[], byte[]> message) {
        return OVERHEAD_BYTES
                + (message.key() == null ? 0 : message.key().length)
                + (message.value() == null ? 0 : message.value().length);
    }

    static RookeryException unsent(String topic, Throwable error) {
        return error instanceof RookeryException known
                ? known
                : new ConnectionLostException(
                        "A message to " + topic + " was not taken by Kafka: " + error.getMessage(), error);
    }
}
