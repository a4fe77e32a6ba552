package dev.rookery.kafka;

import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that a server has at the moment. Changed by the polling thread, looked at by all. */
final class Assignment {
    private final KafkaOptions options;
    private final ServerRuntime runtime;
    private final Signals signals;
    private final Partition.Lanes lanes;
    private final ConcurrentHashMap<TopicPartition, Partition> partitions = new ConcurrentHashMap<>();

    Assignment(KafkaOptions options, ServerRuntime runtime, Signals signals, Partition.Lanes lanes) {
        this.options = options;
        this.runtime = runtime;
        this.signals = signals;
        this.lanes = lanes;
    }

    Collection<Partition> all() {
        return partitions.values();
    }

    Collection<TopicPartition> places() {
        return partitions.keySet();
    }

    void clear() {
        partitions.clear();
    }

    // ---- what is assigned ----

    void add(Collection<TopicPartition> places) {
        for (var place : places) {
            partitions.put(place, begun(place, runtime.match(place.topic()).orElse(null)));
        }
        signals.event(KafkaEvent.ASSIGNED, names(places));
    }

    private Partition begun(TopicPartition place, @Nullable Route route) {
        return new Partition(place, route, options.order(), batchSize(route), lanes);
    }

    private static int batchSize(@Nullable Route route) {
        return route == null || !route.hasEventHandler()
                ? 0
                : route.annotation(KafkaBatch.class).map(KafkaBatch::max).orElse(0);
    }

    /** Ends those that are there, and says which these were. */
    List<Partition> remove(Collection<TopicPartition> places) {
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

    /** Forgets what was fetched of one; false if it is not there. */
    boolean restart(TopicPartition place) {
        var restarted = partitions.computeIfPresent(place, (same, before) -> {
            before.end();
            var anew = begun(place, before.route());
            anew.hold(before.isHeld());
            return anew;
        });
        return restarted != null;
    }

    // ---- what comes ----

    void take(ConsumerRecords<byte[], byte[]> records) {
        for (var place : records.partitions()) {
            var partition = partitions.get(place);
            if (partition != null) {
                partition.add(records.records(place));
            }
        }
    }

    void hold(TopicPartition place, boolean on) {
        var _ = partitions.computeIfPresent(place, (same, partition) -> {
            partition.hold(on);
            return partition;
        });
    }

    /** A partition goes on after a pause when no more than that is open. */
    int room() {
        return options.maxBufferedMessages() / 2;
    }

    /**
     * Waits for partitions that have enough, and will soon have room. A poll without one of them asks the brokers for the others alone, and this one
     * can be asked for again only when they have answered, which takes them {@link DriverSettings#FETCH_WAIT} where there is nothing new: what has
     * enough to do for so long is paused, and others would stand still. The thread is to be unparked where a partition has room.
     */
    void awaitRoom(BooleanSupplier unlessThereIsMore) {
        var deadline = System.nanoTime() + DriverSettings.FETCH_WAIT.toNanos();
        while (!unlessThereIsMore.getAsBoolean() && isAnyWorthWaitingFor()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                partitions.values().forEach(partition -> partition.waitedInVain(options.maxBufferedMessages()));
                return;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    private boolean isAnyWorthWaitingFor() {
        for (var partition : partitions.values()) {
            if (partition.isWorthWaitingFor(options.maxBufferedMessages())) {
                return true;
            }
        }
        return false;
    }

    /** Lets the driver fetch nothing of partitions of which enough is here, or of all. */
    void adjustFlow(Consumer<byte[], byte[]> consumer, boolean pausedAll) {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (var partition : partitions.values()) {
            var wanted = pausedAll || partition.wantsPause(options.maxBufferedMessages(), room());
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
}
