package dev.rookery.kafka;

import org.apache.kafka.clients.consumer.RoundRobinAssignor;

/**
 * Shares partitions out in turn, under the name that KafkaJS gives that: so that services of Rookery and of Nest can be members of one group, whoever
 * leads it. Made by the driver.
 */
public final class RoundRobinAssigner extends RoundRobinAssignor {

    /** Called by the driver. */
    public RoundRobinAssigner() {}

    @Override
    public String name() {
        return "RoundRobinAssigner";
    }
}
