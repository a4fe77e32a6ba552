package dev.rookery.kafka;

import java.time.Duration;

/** What {@link KafkaTransporter.Builder} can be told of how a server takes messages. Used by one thread. */
abstract sealed class ConsumingBuilder extends ConnectionBuilder permits KafkaTransporter.Builder {
    String groupId = KafkaOptions.DEFAULT_GROUP_ID;
    boolean fromBeginning;
    KafkaOrder order = KafkaOrder.PARTITION;
    int concurrency = KafkaOptions.DEFAULT_CONCURRENCY;
    int maxBufferedMessages = KafkaOptions.DEFAULT_MAX_BUFFERED_MESSAGES;
    KafkaFailures failures = KafkaFailures.DEFAULT;
    Duration commitInterval = KafkaOptions.DEFAULT_COMMIT_INTERVAL;
    Duration handoverGrace = KafkaOptions.DEFAULT_HANDOVER_GRACE;
    Duration sessionTimeout = KafkaOptions.DEFAULT_SESSION_TIMEOUT;
    Duration heartbeatInterval = KafkaOptions.DEFAULT_HEARTBEAT_INTERVAL;
    Duration rebalanceTimeout = KafkaOptions.DEFAULT_REBALANCE_TIMEOUT;

    /**
     * Sets the group of a server. Default: {@link KafkaOptions#DEFAULT_GROUP_ID}.
     *
     * @param name a name, the same for all replicas
     * @return this builder
     */
    public KafkaTransporter.Builder groupId(String name) {
        groupId = name;
        return self();
    }

    /**
     * Sets whether a new group begins with the first message of a topic. Default: false.
     *
     * @param on true for the first one
     * @return this builder
     */
    public KafkaTransporter.Builder fromBeginning(boolean on) {
        fromBeginning = on;
        return self();
    }

    /**
     * Sets which messages are handled one after the other. Default: {@link KafkaOrder#PARTITION}.
     *
     * @param value the order
     * @return this builder
     */
    public KafkaTransporter.Builder order(KafkaOrder value) {
        order = value;
        return self();
    }

    /**
     * Sets how many handlers run at one time; a stream counts until its first value. Default: {@link KafkaOptions#DEFAULT_CONCURRENCY}.
     *
     * @param handlers at least 1
     * @return this builder
     */
    public KafkaTransporter.Builder concurrency(int handlers) {
        concurrency = handlers;
        return self();
    }

    /**
     * Sets how many messages of a partition are taken before they are handled. Default: {@link KafkaOptions#DEFAULT_MAX_BUFFERED_MESSAGES}.
     *
     * @param messages at least 1
     * @return this builder
     */
    public KafkaTransporter.Builder maxBufferedMessages(int messages) {
        maxBufferedMessages = messages;
        return self();
    }

    /**
     * Sets what becomes of messages whose handlers fail. Default: {@link KafkaFailures#DEFAULT}.
     *
     * @param policy the policy
     * @return this builder
     */
    public KafkaTransporter.Builder failures(KafkaFailures policy) {
        failures = policy;
        return self();
    }

    /**
     * Sets how often positions are committed. Default: {@link KafkaOptions#DEFAULT_COMMIT_INTERVAL}.
     *
     * @param interval more than 0
     * @return this builder
     */
    public KafkaTransporter.Builder commitInterval(Duration interval) {
        commitInterval = interval;
        return self();
    }

    /**
     * Sets how long the handing over of partitions waits for handlers. Default: {@link KafkaOptions#DEFAULT_HANDOVER_GRACE}.
     *
     * @param grace 0 or more
     * @return this builder
     */
    public KafkaTransporter.Builder handoverGrace(Duration grace) {
        handoverGrace = grace;
        return self();
    }

    /**
     * Sets how a server is a member of its group. Default: {@link KafkaOptions#DEFAULT_SESSION_TIMEOUT},
     * {@link KafkaOptions#DEFAULT_HEARTBEAT_INTERVAL}, {@link KafkaOptions#DEFAULT_REBALANCE_TIMEOUT}.
     *
     * @param session after how long without a sign of life the group goes on without it
     * @param heartbeat how often it gives a sign of life
     * @param rebalance how long members may take to join
     * @return this builder
     */
    public KafkaTransporter.Builder membership(Duration session, Duration heartbeat, Duration rebalance) {
        sessionTimeout = session;
        heartbeatInterval = heartbeat;
        rebalanceTimeout = rebalance;
        return self();
    }
}
