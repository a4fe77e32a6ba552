package dev.rookery.rabbitmq;

import dev.rookery.internal.OptionCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a queue is declared with. A queue that exists with other options is an error at start.
 *
 * @param durable whether it outlives a restart of the broker; default true
 * @param exclusive whether only the connection that declared it may use it; default false
 * @param autoDelete whether it goes with its last consumer; default false
 * @param arguments what else the broker is told, by AMQP's names; default none. The builder has methods for the usual ones
 */
public record RmqQueueOptions(boolean durable, boolean exclusive, boolean autoDelete, Map<String, Object> arguments) {
    /** A durable classic queue. */
    public static final RmqQueueOptions DEFAULT = new RmqQueueOptions(true, false, false, Map.of());

    private static final String QUEUE_TYPE = "x-queue-type";

    private static final String DELIVERY_LIMIT = "x-delivery-limit";

    static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
    static final String DEAD_LETTER_ROUTING_KEY = "x-dead-letter-routing-key";

    /** Copies the arguments. */
    public RmqQueueOptions {
        arguments = OptionCheck.map("queueOptions.arguments", arguments);
        var quorum = "quorum".equals(arguments.get(QUEUE_TYPE));
        OptionCheck.that(durable || !quorum, "queueOptions.durable", durable, "true for a quorum queue");
        OptionCheck.that(!exclusive || !quorum, "queueOptions.exclusive", exclusive, "false for a quorum queue");
        OptionCheck.that(
                quorum || !arguments.containsKey(DELIVERY_LIMIT),
                "queueOptions.deliveryLimit",
                arguments.get(DELIVERY_LIMIT),
                "none for a queue that is no quorum queue");
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    boolean isQuorum() {
        return "quorum".equals(arguments.get(QUEUE_TYPE));
    }

    boolean hasDeadLetterExchange() {
        return arguments.containsKey(DEAD_LETTER_EXCHANGE);
    }

    RmqQueueOptions with(Map<String, Object> more) {
        var all = new LinkedHashMap<>(arguments);
        all.putAll(more);
        return new RmqQueueOptions(durable, exclusive, autoDelete, all);
    }

    /** Builds options. Used by one thread. */
    public static final class Builder {
        private static final int MAX_PRIORITY = 255;

        private boolean durable = true;
        private boolean exclusive;
        private boolean autoDelete;
        private final Map<String, Object> arguments = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets {@link RmqQueueOptions#durable}. Default: true.
         *
         * @param value whether it outlives a restart of the broker
         * @return this builder
         */
        public Builder durable(boolean value) {
            this.durable = value;
            return this;
        }

        /**
         * Sets {@link RmqQueueOptions#exclusive}. Default: false.
         *
         * @param value whether only one connection may use it
         * @return this builder
         */
        public Builder exclusive(boolean value) {
            this.exclusive = value;
            return this;
        }

        /**
         * Sets {@link RmqQueueOptions#autoDelete}. Default: false.
         *
         * @param value whether it goes with its last consumer
         * @return this builder
         */
        public Builder autoDelete(boolean value) {
            this.autoDelete = value;
            return this;
        }

        /**
         * Makes it a quorum queue, which is replicated over the nodes of a cluster.
         *
         * @return this builder
         */
        public Builder quorum() {
            return argument(QUEUE_TYPE, "quorum");
        }

        /**
         * Makes it a stream, which keeps what was consumed. A stream wants a prefetch, and rejects nothing.
         *
         * @return this builder
         */
        public Builder stream() {
            return argument(QUEUE_TYPE, "stream");
        }

        /**
         * Lets a quorum queue deliver a message so many times at most.
         *
         * @param deliveries at least 1
         * @return this builder
         */
        public Builder deliveryLimit(int deliveries) {
            return number(DELIVERY_LIMIT, "deliveryLimit", deliveries, 1);
        }

        /**
         * Sets how long a message may wait in the queue.
         *
         * @param time 0 or more, in whole milliseconds
         * @return this builder
         */
        public Builder messageTtl(Duration time) {
            return argument("x-message-ttl", millis("messageTtl", time, 0));
        }

        /**
         * Sets after how long without consumers the queue is deleted.
         *
         * @param time at least a millisecond
         * @return this builder
         */
        public Builder expires(Duration time) {
            return argument("x-expires", millis("expires", time, 1));
        }

        /**
         * Sets where rejected and expired messages go.
         *
         * @param exchange the exchange; empty for the default one
         * @return this builder
         */
        public Builder deadLetterExchange(String exchange) {
            return argument(DEAD_LETTER_EXCHANGE, OptionCheck.given("queueOptions.deadLetterExchange", exchange));
        }

        /**
         * Sets with which routing key they go there. Default: the one that they came with.
         *
         * @param routingKey the key
         * @return this builder
         */
        public Builder deadLetterRoutingKey(String routingKey) {
            return argument(
                    DEAD_LETTER_ROUTING_KEY, OptionCheck.given("queueOptions.deadLetterRoutingKey", routingKey));
        }

        /**
         * Sets how many messages the queue holds. Beyond it the oldest go, unless {@code x-overflow} says otherwise.
         *
         * @param messages at least 0
         * @return this builder
         */
        public Builder maxLength(int messages) {
            return number("x-max-length", "maxLength", messages, 0);
        }

        /**
         * Makes it a priority queue.
         *
         * @param priority the highest priority, from 1 to 255
         * @return this builder
         */
        public Builder maxPriority(int priority) {
            OptionCheck.between("queueOptions.maxPriority", priority, 1, MAX_PRIORITY);
            return argument("x-max-priority", priority);
        }

        /**
         * Sets any other argument.
         *
         * @param name its name, as AMQP has it
         * @param value a text, a number, a boolean, or a list or map of such
         * @return this builder
         */
        public Builder argument(String name, Object value) {
            arguments.put(
                    OptionCheck.given("queueOptions.arguments", name),
                    OptionCheck.given("queueOptions.arguments." + name, value));
            return this;
        }

        private Builder number(String name, String option, int value, int least) {
            OptionCheck.atLeast("queueOptions." + option, value, least);
            return argument(name, value);
        }

        private static long millis(String option, Duration time, int least) {
            if (least == 0) {
                OptionCheck.timeOrZero(
                        "queueOptions." + option, time, "where 0 keeps none that cannot be delivered at once");
            } else {
                OptionCheck.time("queueOptions." + option, time);
            }
            return time.toMillis();
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public RmqQueueOptions build() {
            return new RmqQueueOptions(durable, exclusive, autoDelete, arguments);
        }
    }
}
