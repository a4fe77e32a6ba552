package dev.rookery.kafka;

import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from the brokers, on one thread that never waits for a handler: so the server stays a member of its group, however slow handlers
 * are. A partition of which enough is here is paused. A consumer that fails is replaced.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaOptions options;
    private final DriverSettings settings;
    private final ServerRuntime runtime;
    private final Connection connection;
    private final Signals signals;
    private final Assignment assignment;
    private final Subscription subscription;
    private final GroupTrouble trouble;
    private final Thread thread = new KafkaThread(this::run, "poll", false);
    private final ConcurrentLinkedQueue<java.util.function.Consumer<Consumer<byte[], byte[]>>> commands =
            new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Polls polls = new Polls(POLL);
    private volatile Duration grace = Duration.ZERO;
    private volatile boolean paused;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    // of the polling thread: attempts since the server was a member the last time
    private int failures;

    Intake(
            KafkaOptions options,
            DriverSettings settings,
            ServerRuntime runtime,
            Connection connection,
            Signals signals) {
        this.options = options;
        this.settings = settings;
        this.runtime = runtime;
        this.connection = connection;
        this.signals = signals;
        this.assignment =
                new Assignment(options, runtime, signals, new Handling(options, runtime, this, connection.publisher()));
        this.subscription = new Subscription(options, runtime.routes(), connection.topics());
        this.trouble = new GroupTrouble(options, connection.admin());
    }

    // ---- life ----

    /** Begins, and waits until the group has given it its partitions. */
    void start() throws InterruptedException {
        subscription.prepare();
        thread.start();
        try {
            joined.get(options.rebalanceTimeout().plus(options.connectTimeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException error) {
            throw trouble.atStart(error.getCause() == null ? error : error.getCause());
        } catch (TimeoutException error) {
            throw trouble.atStart(error);
        }
    }

    /** Gives everything back, after what runs is done or the time is over. */
    void close(Duration limit) {
        grace = limit;
        closing.countDown();
        wake();
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join(limit.plus(options.connectTimeout()));
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    // ---- the thread ----

    private void run() {
        while (!isClosing()) {
            try (var consumer =
                    new KafkaConsumer<>(settings.member(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                consume(consumer);
                return;
            } catch (RuntimeException | Error error) { // nobody would poll any more
                if (!crashed(error)) {
                    return;
                }
            } finally {
                current = null;
                assignment.remove(assignment.places());
            }
        }
    }

    /** Whether it is worth another attempt, before which it waits. */
    private boolean crashed(Throwable error) {
        if (isClosing()) {
            LOG.debug("The consumer failed while it was closed", error);
            return false;
        }
        if (joined.completeExceptionally(error)) {
            return false;
        }
        failures++;
        tell(error);
        signals.status(KafkaStatus.CRASHED);
        try {
            return !closing.await(options.backoff().delay(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Members that cannot be read may stay for long: they are told once, until the server has been a member again. */
    private void tell(Throwable error) {
        if (!GroupTrouble.isOfMembers(error)) {
            LOG.error("The Kafka consumer of group {} failed, and joins anew", options.serverGroup(), error);
            signals.event(KafkaEvent.ERROR, error);
        } else if (failures == 1) {
            var told = trouble.later(error);
            LOG.error("{}. It tries again until it can", told.getMessage(), error);
            signals.event(KafkaEvent.ERROR, told);
        } else {
            LOG.debug("The group {} still has members that cannot be read", options.serverGroup(), error);
        }
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer) {
        var rebalances = new Rebalances(options, consumer, this, subscription);
        var positions = rebalances.positions();
        var watch = ConnectionWatch.ofConsumer(consumer, options, signals, "server");
        subscription.subscribe(consumer, rebalances);
        while (!isClosing()) {
            for (var command = commands.poll(); command != null; command = commands.poll()) {
                command.accept(consumer);
            }
            assignment.awaitRoom(this::hasSomethingElseToDo);
            assignment.adjustFlow(consumer, paused);
            positions.commitIfDue(assignment.all());
            watch.look();
            pollOnce(consumer);
        }
        var deadline = System.nanoTime() + grace.toNanos();
        assignment.all().forEach(Partition::end);
        connection.publisher().hurry(); // replies are waited for too
        assignment.all().forEach(partition -> partition.awaitIdle(deadline));
        positions.commitNow(assignment.all());
        assignment.clear();
    }

    private void pollOnce(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            var records = polls.poll(consumer);
            runtime.burst(() -> assignment.take(records));
        } catch (InterruptException interrupted) {
            LOG.debug("Interrupted while polling", interrupted);
            Thread.interrupted();
        }
    }

    private boolean hasSomethingElseToDo() {
        return isClosing() || !commands.isEmpty();
    }

    /** Ends the poll that waits, or the one that is about to, and the waiting for room. */
    private void wake() {
        polls.wake();
        LockSupport.unpark(thread);
    }

    private void command(java.util.function.Consumer<Consumer<byte[], byte[]>> what) {
        commands.add(what);
        wake();
    }

    // ---- partitions ----

    void assigned(Collection<TopicPartition> places) {
        assignment.add(places);
        failures = 0;
        signals.status(KafkaStatus.CONNECTED);
        joined.complete(null);
    }

    /** Ends what is given back; what its handlers are doing, and their replies, may still be waited for. */
    List<Partition> revoked(Collection<TopicPartition> places) {
        if (!isClosing()) {
            signals.status(KafkaStatus.REBALANCING);
        }
        connection.publisher().hurry();
        return assignment.remove(places);
    }

    void done(Partition partition, Partition.Entry entry) {
        if (partition.done(entry, assignment.room())) {
            wake();
        }
    }

    void gaveUp(ConsumerRecord<byte[], byte[]> message, Throwable cause) {
        signals.event(
                KafkaEvent.GIVEN_UP,
                new KafkaEvent.GivenUp(
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        cause,
                        options.failures().action()));
    }

    // ---- for the server ----

    void pause(boolean on) {
        paused = on;
        wake();
    }

    boolean isPaused() {
        return paused;
    }

    // ---- for contexts ----

    void hold(TopicPartition place, boolean on) {
        assignment.hold(place, on);
        wake();
    }

    void seek(TopicPartition place, long offset) {
        command(consumer -> {
            if (assignment.restart(place)) { // else it is somebody else's by now
                consumer.seek(place, offset);
                consumer.resume(List.of(place));
            }
        });
    }

    <T> CompletableFuture<T> withConsumer(Function<? super Consumer<byte[], byte[]>, ? extends T> use) {
        var said = new CompletableFuture<T>();
        command(consumer -> {
            try {
                said.complete(use.apply(consumer));
            } catch (RuntimeException | Error error) {
                said.completeExceptionally(error);
            }
        });
        return said;
    }

    Producer<byte[], byte[]> producer() {
        return connection.producer();
    }

    Consumer<byte[], byte[]> consumer() {
        var consumer = current;
        if (consumer == null) {
            throw new IllegalStateException("The Kafka server has no consumer at the moment");
        }
        return consumer;
    }
}
