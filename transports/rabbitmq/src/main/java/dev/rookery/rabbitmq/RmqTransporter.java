package dev.rookery.rabbitmq;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Services and clients that speak to each other, and to Nest's, by RabbitMQ:
 * {@code RmqTransporter.builder().url("amqp://localhost").queue("orders").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. It needs the name of a queue, or of an exchange.
 */
public final class RmqTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "rabbitmq";

    private final RmqOptions options;

    private RmqTransporter(RmqOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static RmqTransporter of(RmqOptions options) {
        return new RmqTransporter(Objects.requireNonNull(options, "options"));
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How it behaves.
     *
     * @return the options
     */
    public RmqOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@inheritDoc} {@code SETTLES} is there unless acknowledgement says otherwise, {@code NO_LISTENER_KNOWN} where {@code mandatory} is set. */
    @Override
    public Set<Capability> capabilities() {
        var all = EnumSet.of(
                Capability.REQUEST,
                Capability.EVENT,
                Capability.WILDCARDS,
                Capability.HEADERS,
                Capability.DEMAND,
                Capability.PAUSE,
                Capability.SHARED_WORK);
        if (options.acknowledgement() == RmqAcknowledgement.AFTER_SUCCESS) {
            all.add(Capability.SETTLES);
        }
        if (options.mandatory()) {
            all.add(Capability.NO_LISTENER_KNOWN);
        }
        return all;
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.of(WildcardSyntax.AMQP);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return RmqContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new RmqServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new RmqClient(options, runtime);
    }

    /** The addresses, and the queue or exchange. */
    @Override
    public String toString() {
        var where = options.queue().isEmpty() ? "exchange " + options.exchangeName() : "queue " + options.queue();
        return options.shownUrls() + " (" + where + ")";
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link RmqOptions} what it means. */
    public static final class Builder extends ConnectionBuilder {
        private @Nullable Integer prefetch;
        private Map<String, Object> exchangeArguments = Map.of();
        private Map<String, Object> bindingArguments = Map.of();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable String deadLetterQueue;
        private String queue = "";
        private RmqQueueOptions queueOptions = RmqQueueOptions.DEFAULT;
        private boolean wildcards;
        private String exchange = "";
        private String exchangeType = RmqOptions.DEFAULT_EXCHANGE_TYPE;
        private String routingKey = "";
        private boolean assertTopology = true;
        private RmqTopology topology = RmqTopology.NONE;
        private RmqAcknowledgement acknowledgement = RmqAcknowledgement.AFTER_SUCCESS;
        private RmqFailures failures = RmqFailures.DEAD_LETTER;
        private boolean globalPrefetch;
        private String consumerTag = "";
        private String replyQueue = RmqOptions.DIRECT_REPLY_TO;
        private boolean persistent;
        private boolean mandatory;
        private boolean publisherConfirms = true;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets how many messages may be here and not settled. Default: as many as may be in flight.
         *
         * @param messages from 0 to 65,535, where 0 sets no bound
         * @return this builder
         */
        public Builder prefetch(int messages) {
            this.prefetch = messages;
            return this;
        }

        /**
         * Sets what else the exchange is declared with. Default: nothing.
         *
         * @param arguments by AMQP's names
         * @return this builder
         */
        public Builder exchangeArguments(Map<String, Object> arguments) {
            this.exchangeArguments = arguments;
            return this;
        }

        /**
         * Sets what else the queue is bound with: what a headers exchange compares. Default: nothing.
         *
         * @param arguments by AMQP's names
         * @return this builder
         */
        public Builder bindingArguments(Map<String, Object> arguments) {
            this.bindingArguments = arguments;
            return this;
        }

        /**
         * Adds a header to each request and event of a client.
         *
         * @param name its name
         * @param text its text
         * @return this builder
         */
        public Builder header(String name, String text) {
            headers.put(OptionCheck.given("headers", name), OptionCheck.given("headers." + name, text));
            return this;
        }

        /**
         * Gives rejected and expired messages a place: a durable queue of this name, which a server declares, and to which its own queue is made to pass
         * them. Default: none. It stands among the queue's options, so the clients of the service need it too.
         *
         * @param name the name of the queue for dead letters
         * @return this builder
         */
        public Builder deadLetterQueue(String name) {
            this.deadLetterQueue = OptionCheck.given("deadLetterQueue", name);
            return this;
        }

        /**
         * Sets the one queue for all patterns. Default: empty, which wants an exchange.
         *
         * @param value its name
         * @return this builder
         */
        public Builder queue(String value) {
            this.queue = value;
            return this;
        }

        /**
         * Sets what the queue is declared with. Default: {@link RmqQueueOptions#DEFAULT}. Clients of the service declare it too, and so need the same.
         *
         * @param value the options
         * @return this builder
         */
        public Builder queueOptions(RmqQueueOptions value) {
            this.queueOptions = value;
            return this;
        }

        /**
         * Makes patterns the routing keys of an exchange, so that they may have {@code *} and {@code #}. Default: false.
         *
         * @param value true for a topic exchange
         * @return this builder
         */
        public Builder wildcards(boolean value) {
            this.wildcards = value;
            return this;
        }

        /**
         * Sets the exchange. Default: with wildcards, one that is named as the queue is.
         *
         * @param value its name
         * @return this builder
         */
        public Builder exchange(String value) {
            this.exchange = value;
            return this;
        }

        /**
         * Sets the type of the exchange. Default: {@code topic}.
         *
         * @param value {@code topic}, {@code fanout}, {@code direct}, {@code headers}, or what a plugin brings
         * @return this builder
         */
        public Builder exchangeType(String value) {
            this.exchangeType = value;
            return this;
        }

        /**
         * Sets the key that the queue is bound to the exchange by, without wildcards. Default: empty.
         *
         * @param value the key
         * @return this builder
         */
        public Builder routingKey(String value) {
            this.routingKey = value;
            return this;
        }

        /**
         * Sets whether queue and exchange are declared. Default: true.
         *
         * @param value false if they are there already, and nothing is to be declared
         * @return this builder
         */
        public Builder assertTopology(boolean value) {
            this.assertTopology = value;
            return this;
        }

        /**
         * Sets what a server declares before its own queue. Default: nothing.
         *
         * @param value exchanges, queues and bindings
         * @return this builder
         */
        public Builder topology(RmqTopology value) {
            this.topology = value;
            return this;
        }

        /**
         * Sets who settles messages, and when. Default: {@link RmqAcknowledgement#AFTER_SUCCESS}.
         *
         * @param value the way
         * @return this builder
         */
        public Builder acknowledgement(RmqAcknowledgement value) {
            this.acknowledgement = value;
            return this;
        }

        /**
         * Sets what becomes of a failed event. Default: {@link RmqFailures#DEAD_LETTER}.
         *
         * @param value the policy
         * @return this builder
         */
        public Builder failures(RmqFailures value) {
            this.failures = value;
            return this;
        }

        /**
         * Sets whether the prefetch is for the channel in place of the consumer. Default: false.
         *
         * @param value true for the channel
         * @return this builder
         */
        public Builder globalPrefetch(boolean value) {
            this.globalPrefetch = value;
            return this;
        }

        /**
         * Sets the consumer's name. Default: empty, where each connection makes one up.
         *
         * @param value the name
         * @return this builder
         */
        public Builder consumerTag(String value) {
            this.consumerTag = value;
            return this;
        }

        /**
         * Sets where replies come. Default: {@link RmqOptions#DIRECT_REPLY_TO}.
         *
         * @param value a queue of this client alone; empty for one that the broker names
         * @return this builder
         */
        public Builder replyQueue(String value) {
            this.replyQueue = value;
            return this;
        }

        /**
         * Sets whether requests and events outlive a restart of the broker in a durable queue. Default: false.
         *
         * @param value true for delivery mode 2
         * @return this builder
         */
        public Builder persistent(boolean value) {
            this.persistent = value;
            return this;
        }

        /**
         * Sets whether what reaches no queue fails. Default: false. A message decides it for itself with {@link RmqRecord#mandatory}.
         *
         * @param value true to be told, which needs {@link #publisherConfirms}
         * @return this builder
         */
        public Builder mandatory(boolean value) {
            this.mandatory = value;
            return this;
        }

        /**
         * Sets whether {@code emit} completes when the broker has taken the event. Default: true.
         *
         * @param value false to complete when it has left
         * @return this builder
         */
        public Builder publisherConfirms(boolean value) {
            this.publisherConfirms = value;
            return this;
        }

        private void addDeadLetterQueue(String name) {
            queueOptions = queueOptions.with(
                    Map.of(RmqQueueOptions.DEAD_LETTER_EXCHANGE, "", RmqQueueOptions.DEAD_LETTER_ROUTING_KEY, name));
            var queues = new ArrayList<>(topology.queues());
            queues.add(new RmqTopology.Queue(name, RmqQueueOptions.DEFAULT));
            topology = new RmqTopology(topology.exchanges(), queues, topology.bindings());
            deadLetterQueue = null;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws InvalidOptionException if an option has a value that it cannot have
         */
        public RmqTransporter build() {
            OptionCheck.given("queueOptions", queueOptions);
            OptionCheck.given("topology", topology);
            if (deadLetterQueue != null) {
                OptionCheck.that(
                        !queueOptions.hasDeadLetterExchange(),
                        "deadLetterQueue",
                        deadLetterQueue,
                        "none beside queueOptions.deadLetterExchange, which is another place for the same");
                addDeadLetterQueue(deadLetterQueue);
            }
            return of(new RmqOptions(
                    urls,
                    username,
                    password,
                    tls,
                    connectionName,
                    heartbeat,
                    queue,
                    queueOptions,
                    wildcards,
                    exchange,
                    exchangeType,
                    exchangeArguments,
                    routingKey,
                    bindingArguments,
                    assertTopology,
                    topology,
                    acknowledgement,
                    failures,
                    prefetch,
                    globalPrefetch,
                    consumerTag,
                    replyQueue,
                    persistent,
                    headers,
                    mandatory,
                    publisherConfirms,
                    startRetries,
                    connectTimeout,
                    backoff,
                    maxWaitingMessages,
                    maxUnsentBytes,
                    maxMessageBytes,
                    driver));
        }
    }
}
