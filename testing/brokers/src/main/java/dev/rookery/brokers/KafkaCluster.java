package dev.rookery.brokers;

import java.util.UUID;

/**
 * Two nodes of Kafka, each in a JVM of its own: the first one is the controller too, so the second one can be killed and the first goes on. Used by one
 * thread.
 */
public final class KafkaCluster implements AutoCloseable {
    private static final String TWO_COPIES = """
            offsets.topic.replication.factor=2
            default.replication.factor=2
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500""";

    private final Broker first;
    private final Broker second;

    private KafkaCluster(Broker first, Broker second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Starts both, which keep two copies of what nothing else is said of, and notice after three seconds that the other has gone. Blocks until they are
     * ready.
     *
     * @return the running cluster
     */
    public static KafkaCluster start() {
        var controllerPort = FreePort.find();
        var id = UUID.randomUUID().toString();
        var first = KafkaBroker.node(1, controllerPort, id).config(TWO_COPIES).start();
        try {
            return new KafkaCluster(
                    first,
                    KafkaBroker.node(2, controllerPort, id).config(TWO_COPIES).start());
        } catch (RuntimeException error) {
            first.close();
            throw error;
        }
    }

    /**
     * Node 1, broker and controller.
     *
     * @return a broker
     */
    public Broker first() {
        return first;
    }

    /**
     * Node 2, a broker that may be stopped.
     *
     * @return a broker
     */
    public Broker second() {
        return second;
    }

    /** Ends both at once. */
    @Override
    public void close() {
        second.close();
        first.close();
    }
}
