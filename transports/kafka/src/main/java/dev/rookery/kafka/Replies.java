package dev.rookery.kafka;

import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where replies come: one partition of each reply topic, which the client assigns to itself. It is in no group, so nobody can take the partition away,
 * and others may read it too. A topic is added when it is first needed; its requests leave when it is known where replies will begin.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaOptions options;
    private final DriverSettings settings;
    private final Topics topics;
    private final ReplyReader reader;
    private final Producer<byte[], byte[]> producer;
    private final Signals signals;
    private final KafkaThread thread = new KafkaThread(this::run, "replies", true);
    private final ConcurrentHashMap<String, ReplyTopic> known = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<ReplyTopic> added = new ConcurrentLinkedQueue<>();
    private final Polls polls = new Polls(POLL);
    private volatile boolean closing;
    private volatile boolean paused;

    Replies(
            KafkaOptions options,
            DriverSettings settings,
            Topics topics,
            ReplyReader reader,
            Producer<byte[], byte[]> producer,
            Signals signals) {
        this.options = options;
        this.settings = settings;
        this.topics = topics;
        this.reader = reader;
        this.producer = producer;
        this.signals = signals;
    }

    /** Is told the partition, or why there is none. */
    interface Prepared {
        void ready(int partition, @Nullable Throwable error);
    }

    /** A topic for replies, and the requests that wait until it is ready. */
    private final class ReplyTopic {
        private final String name;
        private final ArrayDeque<Prepared> waiting = new ArrayDeque<>();
        private volatile int partitionAsked;
        private volatile int partition = -1;
        private boolean failed;

        ReplyTopic(String name) {
            this.name = name;
        }

        /** False if it has failed meanwhile. */
        boolean whenReady(Prepared then, int most) {
            if (partition < 0) {
                synchronized (this) {
                    if (failed) {
                        return false;
                    }
                    if (partition < 0) {
                        if (waiting.size() >= most) {
                            throw new BusyException("Too many requests wait for the topic " + name + ": "
                                    + waiting.size() + " (maxWaitingMessages)");
                        }
                        waiting.add(then);
                        return true;
                    }
                }
            }
            then.ready(partition, null);
            return true;
        }

        void lookUp() {
            try {
                var count = topics.ready(name);
                partitionAsked = ThreadLocalRandom.current().nextInt(count);
                added.add(this);
                wake();
            } catch (RuntimeException error) {
                fail(error);
            }
        }

        TopicPartition place() {
            return new TopicPartition(name, partitionAsked);
        }

        synchronized void ready() {
            waiting.forEach(then -> then.ready(partitionAsked, null));
            waiting.clear();
            partition = partitionAsked; // from now on nobody waits, and nobody overtakes
        }

        void fail(Throwable error) {
            known.remove(name, this);
            List<Prepared> told;
            synchronized (this) {
                failed = true;
                told = new ArrayList<>(waiting);
                waiting.clear();
            }
            told.forEach(then -> then.ready(-1, error));
        }
    }

    void start() {
        thread.start();
    }

    /** Tells the partition of a topic, now or when it is known. */
    void partition(String topic, int maxWaiting, Prepared then) {
        while (!topic(topic).whenReady(then, maxWaiting)) {
            LOG.trace("{} has just failed", topic);
        }
    }

    /** As {@link #partition}, for who waits. */
    CompletableFuture<Integer> prepared(String topic) {
        var ready = new CompletableFuture<Integer>();
        partition(topic, Integer.MAX_VALUE, (partition, error) -> {
            if (error != null) {
                ready.completeExceptionally(error);
            } else {
                ready.complete(partition);
            }
        });
        return ready;
    }

    private ReplyTopic topic(String name) {
        var present = known.get(name);
        if (present != null) {
            return present;
        }
        var fresh = new ReplyTopic(name);
        var before = known.putIfAbsent(name, fresh);
        if (before != null) {
            return before;
        }
        Thread.ofVirtual().name("rookery-kafka-topic").start(fresh::lookUp);
        return fresh;
    }

    void pause(boolean on) {
        paused = on;
        wake();
    }

    private void wake() {
        polls.wake();
        LockSupport.unpark(thread);
    }

    // ---- the thread ----

    private void run() {
        while (!closing) {
            try (var consumer =
                    new KafkaConsumer<>(settings.replies(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                read(consumer);
            } catch (RuntimeException | Error error) { // nobody would hear a reply any more
                LOG.error("The consumer of replies failed, and begins anew", error);
                signals.event(KafkaEvent.ERROR, error);
                // Where it had been is not known to the next one: whoever waits is asked to call again.
                var why = new ConnectionLostException("The consumer of replies failed: " + error.getMessage(), error);
                known.values().forEach(topic -> topic.fail(why));
                reader.failAll(why);
                LockSupport.parkNanos(options.backoff().first().toNanos());
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        var ofConsumer = ConnectionWatch.ofConsumer(consumer, options, signals, "client");
        var ofProducer = ConnectionWatch.ofProducer(producer, options, signals);
        Set<TopicPartition> assigned = new HashSet<>();
        var isPaused = false;
        while (!closing) {
            if (!added.isEmpty()) {
                add(consumer, assigned);
                isPaused = false;
            }
            if (assigned.isEmpty()) {
                ofProducer.look();
                LockSupport.parkNanos(POLL.toNanos());
                continue;
            }
            ofConsumer.look();
            if (paused != isPaused) {
                isPaused = !isPaused;
                if (isPaused) {
                    consumer.pause(assigned);
                } else {
                    consumer.resume(assigned);
                }
            }
            polls.poll(consumer).forEach(reader::accept);
        }
    }

    private void add(Consumer<byte[], byte[]> consumer, Set<TopicPartition> assigned) {
        List<ReplyTopic> fresh = new ArrayList<>();
        for (var topic = added.poll(); topic != null; topic = added.poll()) {
            fresh.add(topic);
        }
        var places = fresh.stream().map(ReplyTopic::place).toList();
        var all = new HashSet<>(assigned);
        all.addAll(places);
        try {
            consumer.assign(all);
            consumer.seekToEnd(places);
            places.forEach(consumer::position); // it has to be known before the first request leaves
            assigned.addAll(places);
            fresh.forEach(ReplyTopic::ready);
        } catch (RuntimeException error) {
            consumer.assign(assigned);
            fresh.forEach(topic -> topic.fail(new ConnectionLostException(
                    "The topic " + topic.name + " cannot be read: " + error.getMessage(), error)));
        }
    }

    void close() {
        closing = true;
        wake();
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join(options.connectTimeout());
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
