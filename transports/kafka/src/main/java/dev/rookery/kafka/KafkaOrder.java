package dev.rookery.kafka;

/** Which messages a server handles one after the other. */
public enum KafkaOrder {
    /** Those of one partition, in its order. */
    PARTITION,
    /** Those of one partition with equal keys, in its order; messages without a key run at the same time as others. */
    KEY,
    /** None: all messages run at the same time as others. */
    NONE
}
