package dev.rookery.kafka;

import dev.rookery.internal.OptionCheck;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Services and clients that speak to each other, and to Nest's, over Kafka: {@code KafkaTransporter.builder().brokers("localhost:9092").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code localhost:9092}.
 */
public final class KafkaTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "kafka";

    private final KafkaOptions options;

    private KafkaTransporter(KafkaOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static KafkaTransporter of(KafkaOptions options) {
        return new KafkaTransporter(Objects.requireNonNull(options, "options"));
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
    public KafkaOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.REQUEST,
                Capability.EVENT,
                Capability.WILDCARDS,
                Capability.HEADERS,
                Capability.PAUSE,
                Capability.SHARED_WORK,
                Capability.SETTLES);
    }

    /** {@inheritDoc} On Kafka they are regular expressions between slashes. */
    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.of(RegexTopics.INSTANCE);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return KafkaContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new KafkaServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new KafkaClient(options, runtime);
    }

    /** The id and the brokers. */
    @Override
    public String toString() {
        return ID + " " + options.shownBrokers();
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link KafkaOptions} what it means. */
    public static final class Builder extends ConsumingBuilder {
        private int maxWaitingMessages = KafkaOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private Map<String, String> headers = Map.of();
        private UnaryOperator<String> replyTopic = KafkaOptions::usualReplyTopic;
        private List<String> replyTopics = List.of();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets how many messages of a client may wait. Default: {@link KafkaOptions#DEFAULT_MAX_WAITING_MESSAGES}.
         *
         * @param messages 0 or more
         * @return this builder
         */
        public Builder maxWaitingMessages(int messages) {
            maxWaitingMessages = messages;
            return this;
        }

        /**
         * Sets headers of every request and event of a client. Default: none.
         *
         * @param ofAll names and texts
         * @return this builder
         */
        public Builder headers(Map<String, String> ofAll) {
            headers = ofAll;
            return this;
        }

        /**
         * Sets where the replies of a topic come. Default: with {@code .reply} appended.
         *
         * @param ofTopic given the topic that is called
         * @return this builder
         */
        public Builder replyTopic(UnaryOperator<String> ofTopic) {
            replyTopic = ofTopic;
            return this;
        }

        /**
         * Sets topics whose replies are prepared on connecting. Default: none.
         *
         * @param called topics that will be called
         * @return this builder
         */
        public Builder replyTopics(String... called) {
            replyTopics = OptionCheck.list("replyTopics", called);
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws dev.rookery.error.InvalidOptionException if an option has a value that it cannot have
         */
        public KafkaTransporter build() {
            return new KafkaTransporter(new KafkaOptions(
                    brokers,
                    clientId,
                    groupId,
                    postfixId,
                    fromBeginning,
                    allowAutoTopicCreation,
                    order,
                    concurrency,
                    maxBufferedMessages,
                    failures,
                    commitInterval,
                    handoverGrace,
                    sessionTimeout,
                    heartbeatInterval,
                    rebalanceTimeout,
                    metadataMaxAge,
                    acks,
                    compression,
                    linger,
                    connectTimeout,
                    sendTimeout,
                    startRetries,
                    backoff,
                    maxWaitingMessages,
                    maxUnsentBytes,
                    headers,
                    replyTopic,
                    replyTopics,
                    keepBinary,
                    valueSerializer,
                    valueDeserializer,
                    tls,
                    properties));
        }
    }
}
