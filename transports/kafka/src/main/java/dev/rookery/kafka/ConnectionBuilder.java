package dev.rookery.kafka;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What {@link KafkaTransporter.Builder} can be told of brokers, and of what goes to them and comes from them. Used by one thread. */
abstract sealed class ConnectionBuilder permits ConsumingBuilder {
    List<String> brokers = List.of(KafkaOptions.DEFAULT_BROKER);
    String clientId = KafkaOptions.DEFAULT_CLIENT_ID;

    @Nullable String postfixId;

    boolean allowAutoTopicCreation = true;
    Duration metadataMaxAge = KafkaOptions.DEFAULT_METADATA_MAX_AGE;
    Duration connectTimeout = KafkaOptions.DEFAULT_CONNECT_TIMEOUT;
    int startRetries;
    Backoff backoff = Backoff.DEFAULT;
    Duration sendTimeout = KafkaOptions.DEFAULT_SEND_TIMEOUT;
    String acks = KafkaOptions.DEFAULT_ACKS;
    String compression = KafkaOptions.DEFAULT_COMPRESSION;
    Duration linger = KafkaOptions.DEFAULT_LINGER;
    long maxUnsentBytes = KafkaOptions.DEFAULT_MAX_UNSENT_BYTES;
    boolean keepBinary;

    @Nullable Serializer<Object> valueSerializer;

    @Nullable Deserializer<?> valueDeserializer;

    @Nullable Tls tls;

    Map<String, Object> properties = Map.of();

    abstract KafkaTransporter.Builder self();

    /**
     * Sets where brokers are. Default: {@link KafkaOptions#DEFAULT_BROKER}.
     *
     * @param addresses each as {@code host:port}
     * @return this builder
     */
    public KafkaTransporter.Builder brokers(String... addresses) {
        brokers = OptionCheck.list("brokers", addresses);
        return self();
    }

    /**
     * Sets what the brokers call it. Default: {@link KafkaOptions#DEFAULT_CLIENT_ID}.
     *
     * @param name a name
     * @return this builder
     */
    public KafkaTransporter.Builder clientId(String name) {
        clientId = name;
        return self();
    }

    /**
     * Sets what is appended to both ids. Default: {@code -server} or {@code -client}.
     *
     * @param postfix a text, which may be empty
     * @return this builder
     */
    public KafkaTransporter.Builder postfixId(String postfix) {
        postfixId = OptionCheck.given("postfixId", postfix);
        return self();
    }

    /**
     * Sets whether missing topics are made. Default: true.
     *
     * @param on false to fail instead
     * @return this builder
     */
    public KafkaTransporter.Builder allowAutoTopicCreation(boolean on) {
        allowAutoTopicCreation = on;
        return self();
    }

    /**
     * Sets how often topics are looked at anew. Default: {@link KafkaOptions#DEFAULT_METADATA_MAX_AGE}.
     *
     * @param age more than 0
     * @return this builder
     */
    public KafkaTransporter.Builder metadataMaxAge(Duration age) {
        metadataMaxAge = age;
        return self();
    }

    /**
     * Sets how long connecting may take. Default: {@link KafkaOptions#DEFAULT_CONNECT_TIMEOUT}.
     *
     * @param timeout more than 0
     * @return this builder
     */
    public KafkaTransporter.Builder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return self();
    }

    /**
     * Sets how often a server tries again where it cannot connect at the start. Default: 0.
     *
     * @param retries 0 or more
     * @return this builder
     */
    public KafkaTransporter.Builder startRetries(int retries) {
        startRetries = retries;
        return self();
    }

    /**
     * Sets the waits between these attempts. Default: {@link Backoff#DEFAULT}.
     *
     * @param value the waits
     * @return this builder
     */
    public KafkaTransporter.Builder backoff(Backoff value) {
        backoff = value;
        return self();
    }

    /**
     * Sets how long the driver tries to send a message. Default: {@link KafkaOptions#DEFAULT_SEND_TIMEOUT}.
     *
     * @param timeout more than 0
     * @return this builder
     */
    public KafkaTransporter.Builder sendTimeout(Duration timeout) {
        sendTimeout = timeout;
        return self();
    }

    /**
     * Sets how messages are sent. Default: {@code all}, {@code none}, 0.
     *
     * @param level what brokers have to have done with a message: {@code all}, {@code 1} or {@code 0}
     * @param type how messages are compressed: {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
     * @param time how long a message may wait for others to leave with
     * @return this builder
     */
    public KafkaTransporter.Builder sending(String level, String type, Duration time) {
        acks = level;
        compression = type;
        linger = time;
        return self();
    }

    /**
     * Sets the most bytes that may wait to be sent. Default: {@link KafkaOptions#DEFAULT_MAX_UNSENT_BYTES}.
     *
     * @param bytes at least 1
     * @return this builder
     */
    public KafkaTransporter.Builder maxUnsentBytes(long bytes) {
        maxUnsentBytes = bytes;
        return self();
    }

    /**
     * Sets whether payloads that say nothing about themselves stay bytes. Default: false.
     *
     * @param on true for bytes
     * @return this builder
     */
    public KafkaTransporter.Builder keepBinary(boolean on) {
        keepBinary = on;
        return self();
    }

    /**
     * Sets what writes and reads payloads in place of JSON. Default: nothing.
     *
     * @param serializer the driver's, configured; safe for use by several threads
     * @param deserializer the driver's, configured; safe for use by several threads
     * @return this builder
     */
    public KafkaTransporter.Builder serializers(Serializer<Object> serializer, Deserializer<?> deserializer) {
        valueSerializer = OptionCheck.given("valueSerializer", serializer);
        valueDeserializer = OptionCheck.given("valueDeserializer", deserializer);
        return self();
    }

    /**
     * Sets how connections are encrypted. Default: as the driver's properties say, which is not at all.
     *
     * @param value the TLS
     * @return this builder
     */
    public KafkaTransporter.Builder tls(Tls value) {
        tls = OptionCheck.given("tls", value);
        return self();
    }

    /**
     * Sets the driver's own properties. Default: none.
     *
     * @param ofDriver names as in {@code ConsumerConfig}, {@code ProducerConfig}, {@code AdminClientConfig}
     * @return this builder
     */
    public KafkaTransporter.Builder properties(Map<String, Object> ofDriver) {
        properties = ofDriver;
        return self();
    }
}
