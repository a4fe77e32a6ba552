package dev.rookery.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits up to where everything is done. Of the polling thread. */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final int ATTEMPTS = 3;

    private final Consumer<byte[], byte[]> consumer;
    private final long intervalNanos;
    private long next = System.nanoTime();

    Positions(KafkaOptions options, Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.intervalNanos = options.commitInterval().toNanos();
    }

    void commitIfDue(Collection<Partition> partitions) {
        var now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + intervalNanos;
        var positions = changed(partitions);
        if (!positions.isEmpty()) {
            consumer.commitAsync(positions, (asked, error) -> {
                if (error != null) {
                    LOG.debug("Positions were not committed, and will be again", error);
                    partitions.forEach(Partition::uncommitted);
                }
            });
        }
    }

    void commitNow(Collection<Partition> partitions) {
        partitions.forEach(Partition::uncommitted); // what was sent before may not have arrived
        var positions = changed(partitions);
        for (var attempt = 1; !positions.isEmpty(); attempt++) {
            try {
                consumer.commitSync(positions);
                return;
            } catch (WakeupException woken) {
                LOG.trace("Woken while committing", woken);
            } catch (KafkaException error) {
                LOG.warn("Positions were not committed, so messages will be handled twice: {}", error.getMessage());
                return;
            }
            if (attempt == ATTEMPTS) {
                return;
            }
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> changed(Collection<Partition> partitions) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            partition
                    .committable()
                    .ifPresent(position -> positions.put(partition.place(), new OffsetAndMetadata(position)));
        }
        return positions;
    }
}
