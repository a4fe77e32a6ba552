package dev.rookery.kafka;

import dev.rookery.error.StartException;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
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
    private static final Duration CONNECTION_LOOKS = Duration.ofMillis(300);

    private final KafkaOptions options;
    private final DriverSettings settings;
    private final ServerRuntime runtime;
    private final Connection connection;
    private final Signals signals;
    private final Handling handling;
    private final Subscription subscription;
    private final Thread thread = new KafkaThread(this::run, "poll");
    private final ConcurrentLinkedQueue<java.util.function.Consumer<Consumer<byte[], byte[]>>> commands =
            new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<TopicPartition, Partition> partitions = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile Duration grace = Duration.ZERO;
    private volatile boolean paused;
    private volatile boolean woken;
    private volatile @Nullable Consumer<byte[], byte[]> current;

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
        this.handling = new Handling(options, runtime, this, connection.publisher());
        this.subscription = new Subscription(options, runtime.routes(), connection.topics());
    }

    // ---- life ----

    /** Begins, and waits until the group has given it its partitions. */
    void start() throws InterruptedException {
        subscription.prepare();
        thread.start();
        try {
            joined.get(options.rebalanceTimeout().plus(options.connectTimeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException error) {
            throw refused(error.getCause() == null ? error : error.getCause());
        } catch (TimeoutException error) {
            throw refused(error);
        }
    }

    private StartException refused(Throwable why) {
        return new StartException(
                "The server cannot join the group " + options.serverGroup() + " of Kafka: " + why.getMessage()
                        + "; its members are " + new GroupMembers(connection.admin()).describe(options.serverGroup())
                        + ", and each has to know the assignor RoundRobinAssigner: give the service a groupId of its own, or"
                        + " stop the others",
                why);
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
        for (var failures = 0; !isClosing(); failures++) {
            try (var consumer =
                    new KafkaConsumer<>(settings.member(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                consume(consumer);
                return;
            } catch (RuntimeException error) {
                if (!crashed(error, failures)) {
                    return;
                }
            } finally {
                current = null;
                forget(partitions.keySet());
            }
        }
    }

    /** Whether it is worth another attempt. */
    private boolean crashed(RuntimeException error, int failures) {
        if (isClosing()) {
            LOG.debug("The consumer failed while it was closed", error);
            return false;
        }
        if (joined.completeExceptionally(error)) {
            return false;
        }
        LOG.error("The Kafka consumer of group {} failed, and joins anew", options.serverGroup(), error);
        signals.event(KafkaEvent.ERROR, error);
        signals.status(KafkaStatus.CRASHED);
        try {
            return !closing.await(options.backoff().delay(failures + 1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer) {
        var rebalances = new Rebalances(options, consumer, this, subscription);
        var positions = rebalances.positions();
        var watch = new ConnectionWatch(consumer.metrics(), CONNECTION_LOOKS, signals);
        subscription.subscribe(consumer, rebalances);
        while (!isClosing()) {
            woken = false;
            for (var command = commands.poll(); command != null; command = commands.poll()) {
                command.accept(consumer);
            }
            awaitRoom();
            adjustFlow(consumer);
            positions.commitIfDue(partitions.values());
            watch.look();
            pollOnce(consumer);
        }
        var deadline = System.nanoTime() + grace.toNanos();
        partitions.values().forEach(Partition::end);
        partitions.values().forEach(partition -> partition.awaitIdle(deadline));
        positions.commitNow(partitions.values());
        partitions.clear();
    }

    private void pollOnce(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            polling.set(true);
            if (woken) {
                return; // whoever had something to say saw no poll to end
            }
            var records = consumer.poll(POLL);
            polling.set(false);
            runtime.burst(() -> records.partitions().forEach(place -> {
                var partition = partitions.get(place);
                if (partition != null) {
                    partition.add(records.records(place));
                }
            }));
        } catch (WakeupException ended) {
            LOG.trace("Woken", ended);
        } catch (InterruptException interrupted) {
            LOG.debug("Interrupted while polling", interrupted);
            Thread.interrupted();
        } finally {
            polling.set(false);
        }
    }

    /**
     * Waits for partitions that have enough, and will soon have room. A poll without one of them asks the brokers for the others alone, and this one
     * can be asked for again only when they have answered, which takes them {@link DriverSettings#FETCH_WAIT} where there is nothing new: what has
     * enough to do for so long is paused, and others would stand still.
     */
    private void awaitRoom() {
        var deadline = System.nanoTime() + DriverSettings.FETCH_WAIT.toNanos();
        while (!isClosing() && commands.isEmpty() && isAnyWorthWaitingFor()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                partitions.values().forEach(partition -> partition.waitedInVain(enough()));
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    private boolean isAnyWorthWaitingFor() {
        for (var partition : partitions.values()) {
            if (partition.isWorthWaitingFor(enough())) {
                return true;
            }
        }
        return false;
    }

    /** How many messages of a partition make it pause: with room for those of another poll. */
    private int enough() {
        return options.maxBuffered() / 2;
    }

    private void adjustFlow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (var partition : partitions.values()) {
            var wanted = paused || partition.wantsPause(enough());
            if (wanted != partition.isPaused()) {
                partition.paused(wanted);
                (wanted ? pause : resume).add(partition.place());
            }
        }
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }

    /** Ends the poll that waits, or the one that is about to. */
    private void wake() {
        woken = true;
        LockSupport.unpark(thread);
        var consumer = current;
        if (consumer != null && polling.compareAndSet(true, false)) {
            consumer.wakeup();
        }
    }

    private void command(java.util.function.Consumer<Consumer<byte[], byte[]>> what) {
        commands.add(what);
        wake();
    }

    // ---- partitions ----

    void assigned(Collection<TopicPartition> places) {
        for (var place : places) {
            var route = runtime.match(place.topic()).orElse(null);
            partitions.put(place, new Partition(place, route, options.order(), batchSize(route), handling));
        }
        signals.event(KafkaEvent.ASSIGNED, names(places));
        signals.status(KafkaStatus.CONNECTED);
        joined.complete(null);
    }

    private static int batchSize(@Nullable Route route) {
        return route == null || !route.hasEventHandler()
                ? 0
                : route.annotation(KafkaBatch.class).map(KafkaBatch::max).orElse(0);
    }

    /** Ends what is given back; what its handlers are doing may still be waited for. */
    List<Partition> revoked(Collection<TopicPartition> places) {
        if (!isClosing()) {
            signals.status(KafkaStatus.REBALANCING);
        }
        return forget(places);
    }

    private List<Partition> forget(Collection<TopicPartition> places) {
        var gone = new ArrayList<Partition>();
        for (var place : List.copyOf(places)) {
            var partition = partitions.remove(place);
            if (partition != null) {
                partition.end();
                gone.add(partition);
            }
        }
        if (!gone.isEmpty()) {
            signals.event(
                    KafkaEvent.REVOKED,
                    names(gone.stream().map(Partition::place).toList()));
        }
        return gone;
    }

    private static KafkaEvent.Partitions names(Collection<TopicPartition> places) {
        return new KafkaEvent.Partitions(
                places.stream().map(TopicPartition::toString).sorted().toList());
    }

    void done(Partition partition, Partition.Entry entry) {
        if (partition.done(entry, enough())) {
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
        var partition = partitions.get(place);
        if (partition != null) {
            partition.hold(on);
            wake();
        }
    }

    void seek(TopicPartition place, long offset) {
        command(consumer -> {
            var before = partitions.get(place);
            if (before == null) {
                return; // it is somebody else's by now
            }
            before.end();
            consumer.seek(place, offset);
            consumer.resume(List.of(place));
            partitions.put(
                    place, new Partition(place, before.route(), options.order(), batchSize(before.route()), handling));
        });
    }

    <T> CompletableFuture<T> withConsumer(Function<? super Consumer<byte[], byte[]>, ? extends T> use) {
        var said = new CompletableFuture<T>();
        command(consumer -> {
            try {
                said.complete(use.apply(consumer));
            } catch (RuntimeException error) {
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
