package dev.rookery.rabbitmq;

import dev.rookery.internal.OptionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Exchanges, queues and bindings that a server declares beside its own queue, before it consumes. What exists already in another form is an error
 * at start that shows both.
 *
 * @param exchanges the exchanges, declared first
 * @param queues the queues, declared next
 * @param bindings the bindings, made last
 */
public record RmqTopology(List<Exchange> exchanges, List<Queue> queues, List<Binding> bindings) {
    /** Nothing. */
    public static final RmqTopology NONE = new RmqTopology(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public RmqTopology {
        exchanges = OptionCheck.list("topology.exchanges", exchanges);
        queues = OptionCheck.list("topology.queues", queues);
        bindings = OptionCheck.list("topology.bindings", bindings);
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * An exchange.
     *
     * @param name its name
     * @param type {@code direct}, {@code topic}, {@code fanout}, {@code headers}, or what a plugin of the broker brings
     * @param durable whether it outlives a restart of the broker
     * @param autoDelete whether it goes with its last binding
     * @param arguments what else the broker is told
     */
    public record Exchange(
            String name, String type, boolean durable, boolean autoDelete, Map<String, Object> arguments) {
        /** Checks the parts. */
        public Exchange {
            RmqNames.check("exchange", name);
            Objects.requireNonNull(type, "type");
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * A queue.
     *
     * @param name its name
     * @param options what it is declared with
     */
    public record Queue(String name, RmqQueueOptions options) {
        /** Checks the parts. */
        public Queue {
            RmqNames.check("queue", name);
            Objects.requireNonNull(options, "options");
        }
    }

    /**
     * A queue's binding to an exchange.
     *
     * @param queue the queue
     * @param exchange the exchange
     * @param routingKey the key
     * @param arguments what else the broker is told: what a headers exchange compares
     */
    public record Binding(String queue, String exchange, String routingKey, Map<String, Object> arguments) {
        /** Checks the parts. */
        public Binding {
            RmqNames.check("binding's queue", queue);
            RmqNames.check("binding's exchange", exchange);
            RmqNames.check("binding's routing key", routingKey);
            arguments = Map.copyOf(arguments);
        }
    }

    /** Builds a topology. Used by one thread. */
    public static final class Builder {
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<Queue> queues = new ArrayList<>();
        private final List<Binding> bindings = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a durable exchange.
         *
         * @param name its name
         * @param type {@code direct}, {@code topic}, {@code fanout} or {@code headers}
         * @return this builder
         */
        public Builder exchange(String name, String type) {
            return exchange(new Exchange(name, type, true, false, Map.of()));
        }

        /**
         * Adds an exchange.
         *
         * @param exchange the exchange
         * @return this builder
         */
        public Builder exchange(Exchange exchange) {
            exchanges.add(exchange);
            return this;
        }

        /**
         * Adds a durable classic queue.
         *
         * @param name its name
         * @return this builder
         */
        public Builder queue(String name) {
            return queue(name, RmqQueueOptions.DEFAULT);
        }

        /**
         * Adds a queue.
         *
         * @param name its name
         * @param options what it is declared with
         * @return this builder
         */
        public Builder queue(String name, RmqQueueOptions options) {
            queues.add(new Queue(name, options));
            return this;
        }

        /**
         * Adds a binding.
         *
         * @param queue the queue
         * @param exchange the exchange
         * @param routingKey the key
         * @return this builder
         */
        public Builder binding(String queue, String exchange, String routingKey) {
            return binding(new Binding(queue, exchange, routingKey, Map.of()));
        }

        /**
         * Adds a binding.
         *
         * @param binding the binding
         * @return this builder
         */
        public Builder binding(Binding binding) {
            bindings.add(binding);
            return this;
        }

        /**
         * Makes the topology.
         *
         * @return the topology
         */
        public RmqTopology build() {
            return new RmqTopology(exchanges, queues, bindings);
        }
    }
}
