package dev.rookery.kafka;

import dev.rookery.transport.TransportEvent;
import java.util.List;

/** What happens on a connection to Kafka. */
public final class KafkaEvent {
    /** A server has got partitions, perhaps none. */
    public static final TransportEvent<Partitions> ASSIGNED = new TransportEvent<>("assigned", Partitions.class);

    /** A server has given partitions back, or lost them. */
    public static final TransportEvent<Partitions> REVOKED = new TransportEvent<>("revoked", Partitions.class);

    /** A message was given up: it went to the dead-letter topic, was skipped, or has stopped its partition. */
    public static final TransportEvent<GivenUp> GIVEN_UP = new TransportEvent<>("givenUp", GivenUp.class);

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    private KafkaEvent() {}

    /**
     * Partitions of topics.
     *
     * @param names each as {@code topic-0}
     */
    public record Partitions(List<String> names) {
        /** Copies the list. */
        public Partitions {
            names = List.copyOf(names);
        }
    }

    /**
     * A message that failed for good.
     *
     * @param topic where it came from
     * @param partition the partition
     * @param offset its offset
     * @param cause why its handler failed the last time
     * @param action what became of it
     */
    public record GivenUp(String topic, int partition, long offset, Throwable cause, KafkaFailures.Action action) {}
}
