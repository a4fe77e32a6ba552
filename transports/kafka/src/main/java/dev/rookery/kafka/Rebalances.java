package dev.rookery.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over partitions, and hands them over: what runs is waited for and committed, so that the next owner begins behind it. */
final class Rebalances implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalances.class);

    private final KafkaOptions options;
    private final Consumer<byte[], byte[]> consumer;
    private final Intake intake;
    private final Subscription subscription;
    private final Positions positions;

    Rebalances(KafkaOptions options, Consumer<byte[], byte[]> consumer, Intake intake, Subscription subscription) {
        this.options = options;
        this.consumer = consumer;
        this.intake = intake;
        this.subscription = subscription;
        this.positions = new Positions(options, consumer);
    }

    Positions positions() {
        return positions;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> places) {
        for (var attempt = 0; ; attempt++) {
            try {
                beginWhereNobodyWas(places);
                break;
            } catch (WakeupException woken) {
                LOG.trace("Woken while positions were looked up", woken);
                if (attempt == 2) {
                    throw woken;
                }
            }
        }
        intake.assigned(places);
    }

    /** The first position of a group is committed at once: a message that fails before any other is done would be lost otherwise. */
    private void beginWhereNobodyWas(Collection<TopicPartition> places) {
        if (places.isEmpty()) {
            return;
        }
        var committed = consumer.committed(new HashSet<>(places));
        var fromBeginning = new ArrayList<TopicPartition>();
        var fromEnd = new ArrayList<TopicPartition>();
        for (var place : places) {
            if (committed.get(place) == null) {
                (subscription.readsFromBeginning(place) ? fromBeginning : fromEnd).add(place);
            }
        }
        if (!fromBeginning.isEmpty()) {
            consumer.seekToBeginning(fromBeginning);
        }
        if (!fromEnd.isEmpty()) {
            consumer.seekToEnd(fromEnd);
        }
        var first = new HashMap<TopicPartition, OffsetAndMetadata>();
        fromBeginning.forEach(place -> first.put(place, new OffsetAndMetadata(consumer.position(place))));
        fromEnd.forEach(place -> first.put(place, new OffsetAndMetadata(consumer.position(place))));
        if (!first.isEmpty()) {
            consumer.commitSync(first);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> places) {
        var gone = intake.revoked(places);
        var deadline = System.nanoTime() + options.handoverGrace().toNanos();
        for (var partition : gone) {
            if (!partition.awaitIdle(deadline)) {
                LOG.warn(
                        "{} is handed over while a handler runs, whose message will be handled twice: it took longer than"
                                + " handoverGrace, which is {}",
                        partition.place(),
                        options.handoverGrace());
            }
        }
        positions.commitNow(gone);
    }

    /** They are somebody else's already, who begins where this one committed last. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> places) {
        var gone = intake.revoked(places);
        if (!gone.isEmpty()) {
            LOG.warn("Lost {} partitions: their messages since the last commit are handled twice", gone.size());
        }
    }
}
