package dev.rookery.kafka;

import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

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
                Capability.DEMAND,
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
    public static final class Builder {
        private List<String> brokers = List.of(KafkaOptions.DEFAULT_BROKER);
        private String clientId = KafkaOptions.DEFAULT_CLIENT_ID;
        private String groupId = KafkaOptions.DEFAULT_GROUP_ID;
        private @Nullable String postfixId;
        private boolean fromBeginning;
        private boolean allowAutoTopicCreation = true;
        private KafkaOrder order = KafkaOrder.PARTITION;
        private int concurrency = KafkaOptions.DEFAULT_CONCURRENCY;
        private int maxBuffered = KafkaOptions.DEFAULT_MAX_BUFFERED;
        private KafkaFailures failures = KafkaFailures.DEFAULT;
        private Duration commitInterval = KafkaOptions.DEFAULT_COMMIT_INTERVAL;
        private Duration handoverGrace = KafkaOptions.DEFAULT_HANDOVER_GRACE;
        private Duration sessionTimeout = KafkaOptions.DEFAULT_SESSION_TIMEOUT;
        private Duration heartbeatInterval = KafkaOptions.DEFAULT_HEARTBEAT_INTERVAL;
        private Duration rebalanceTimeout = KafkaOptions.DEFAULT_REBALANCE_TIMEOUT;
        private Duration metadataMaxAge = KafkaOptions.DEFAULT_METADATA_MAX_AGE;
        private String acks = KafkaOptions.DEFAULT_ACKS;
        private String compression = KafkaOptions.DEFAULT_COMPRESSION;
        private Duration linger = KafkaOptions.DEFAULT_LINGER;
        private Duration connectTimeout = KafkaOptions.DEFAULT_CONNECT_TIMEOUT;
        private Duration sendTimeout = KafkaOptions.DEFAULT_SEND_TIMEOUT;
        private int startRetries;
        private Backoff backoff = KafkaOptions.DEFAULT_BACKOFF;
        private int maxWaitingMessages = KafkaOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private long maxUnsentBytes = KafkaOptions.DEFAULT_MAX_UNSENT_BYTES;
        private Map<String, String> headers = Map.of();
        private UnaryOperator<String> replyTopic = KafkaOptions::usualReplyTopic;
        private List<String> replyTopics = List.of();
        private boolean keepBinary;
        private @Nullable Serializer<Object> valueSerializer;
        private @Nullable Deserializer<?> valueDeserializer;
        private Map<String, Object> properties = Map.of();

        private Builder() {}

        /**
         * Sets where brokers are. Default: {@link KafkaOptions#DEFAULT_BROKER}.
         *
         * @param addresses each as {@code host:port}
         * @return this builder
         */
        public Builder brokers(String... addresses) {
            brokers = List.of(addresses);
            return this;
        }

        /**
         * Sets what the brokers call it. Default: {@link KafkaOptions#DEFAULT_CLIENT_ID}.
         *
         * @param name a name
         * @return this builder
         */
        public Builder clientId(String name) {
            clientId = name;
            return this;
        }

        /**
         * Sets the group of a server. Default: {@link KafkaOptions#DEFAULT_GROUP_ID}.
         *
         * @param name a name, the same for all replicas
         * @return this builder
         */
        public Builder groupId(String name) {
            groupId = name;
            return this;
        }

        /**
         * Sets what is appended to both ids. Default: {@code -server} or {@code -client}.
         *
         * @param postfix a text, which may be empty
         * @return this builder
         */
        public Builder postfixId(String postfix) {
            postfixId = Objects.requireNonNull(postfix, "postfixId");
            return this;
        }

        /**
         * Sets whether a new group begins with the first message of a topic. Default: false.
         *
         * @param on true for the first one
         * @return this builder
         */
        public Builder fromBeginning(boolean on) {
            fromBeginning = on;
            return this;
        }

        /**
         * Sets whether missing topics are made. Default: true.
         *
         * @param on false to fail instead
         * @return this builder
         */
        public Builder allowAutoTopicCreation(boolean on) {
            allowAutoTopicCreation = on;
            return this;
        }

        /**
         * Sets which messages are handled one after the other. Default: {@link KafkaOrder#PARTITION}.
         *
         * @param value the order
         * @return this builder
         */
        public Builder order(KafkaOrder value) {
            order = value;
            return this;
        }

        /**
         * Sets how many handlers run at one time. Default: {@link KafkaOptions#DEFAULT_CONCURRENCY}.
         *
         * @param handlers at least 1
         * @return this builder
         */
        public Builder concurrency(int handlers) {
            concurrency = handlers;
            return this;
        }

        /**
         * Sets how many messages of a partition are taken before they are handled. Default: {@link KafkaOptions#DEFAULT_MAX_BUFFERED}.
         *
         * @param messages at least 1
         * @return this builder
         */
        public Builder maxBuffered(int messages) {
            maxBuffered = messages;
            return this;
        }

        /**
         * Sets what becomes of messages whose handlers fail. Default: {@link KafkaFailures#DEFAULT}.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder failures(KafkaFailures policy) {
            failures = policy;
            return this;
        }

        /**
         * Sets how often positions are committed. Default: {@link KafkaOptions#DEFAULT_COMMIT_INTERVAL}.
         *
         * @param interval more than 0
         * @return this builder
         */
        public Builder commitInterval(Duration interval) {
            commitInterval = interval;
            return this;
        }

        /**
         * Sets how long the handing over of partitions waits for handlers. Default: {@link KafkaOptions#DEFAULT_HANDOVER_GRACE}.
         *
         * @param grace 0 or more
         * @return this builder
         */
        public Builder handoverGrace(Duration grace) {
            handoverGrace = grace;
            return this;
        }

        /**
         * Sets how often topics are looked at anew. Default: {@link KafkaOptions#DEFAULT_METADATA_MAX_AGE}.
         *
         * @param age more than 0
         * @return this builder
         */
        public Builder metadataMaxAge(Duration age) {
            metadataMaxAge = age;
            return this;
        }

        /**
         * Sets how long connecting may take. Default: {@link KafkaOptions#DEFAULT_CONNECT_TIMEOUT}.
         *
         * @param timeout more than 0
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /**
         * Sets how long the driver tries to send a message. Default: {@link KafkaOptions#DEFAULT_SEND_TIMEOUT}.
         *
         * @param timeout more than 0
         * @return this builder
         */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = timeout;
            return this;
        }

        /**
         * Sets how often a server tries again where it cannot connect at the start. Default: 0.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder startRetries(int retries) {
            startRetries = retries;
            return this;
        }

        /**
         * Sets the waits between these attempts. Default: {@link KafkaOptions#DEFAULT_BACKOFF}.
         *
         * @param value the waits
         * @return this builder
         */
        public Builder backoff(Backoff value) {
            backoff = value;
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
         * Sets the most bytes that may wait to be sent. Default: {@link KafkaOptions#DEFAULT_MAX_UNSENT_BYTES}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxUnsentBytes(long bytes) {
            maxUnsentBytes = bytes;
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
            replyTopics = List.of(called);
            return this;
        }

        /**
         * Sets whether payloads that say nothing about themselves stay bytes. Default: false.
         *
         * @param on true for bytes
         * @return this builder
         */
        public Builder keepBinary(boolean on) {
            keepBinary = on;
            return this;
        }

        /**
         * Sets the driver's own properties. Default: none.
         *
         * @param ofDriver names as in {@code ConsumerConfig}, {@code ProducerConfig}, {@code AdminClientConfig}
         * @return this builder
         */
        public Builder properties(Map<String, Object> ofDriver) {
            properties = ofDriver;
            return this;
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
        public Builder membership(Duration session, Duration heartbeat, Duration rebalance) {
            sessionTimeout = session;
            heartbeatInterval = heartbeat;
            rebalanceTimeout = rebalance;
            return this;
        }

        /**
         * Sets how messages are sent. Default: {@code all}, {@code none}, 0.
         *
         * @param level what brokers have to have done with a message: {@code all}, {@code 1} or {@code 0}
         * @param type how messages are compressed: {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
         * @param time how long a message may wait for others to leave with
         * @return this builder
         */
        public Builder sending(String level, String type, Duration time) {
            acks = level;
            compression = type;
            linger = time;
            return this;
        }

        /**
         * Sets what writes and reads payloads in place of JSON. Default: nothing.
         *
         * @param serializer the driver's, configured; safe for use by several threads
         * @param deserializer the driver's, configured; safe for use by several threads
         * @return this builder
         */
        public Builder serializers(Serializer<Object> serializer, Deserializer<?> deserializer) {
            valueSerializer = Objects.requireNonNull(serializer, "serializer");
            valueDeserializer = Objects.requireNonNull(deserializer, "deserializer");
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
                    maxBuffered,
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
                    properties));
        }
    }
}
