package dev.rookery.kafka;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.MessageRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload together with how Kafka is to carry it: as the data of a request or an event, or as what a handler returns, alone or within a stream.
 * A record without data is a tombstone: {@code KafkaRecord.builder(null).key("user-7").build()}.
 *
 * @param data the payload; null is a value that is null
 * @param key what decides the partition: a text, bytes, or anything that can be written as JSON; null, the default, for none
 * @param headers names and texts; they go before those of {@link KafkaOptions#headers}
 * @param binaryHeaders names and bytes, for headers that are no texts
 * @param partition where it goes; null, the default, leaves that to the key, and without a key to the driver
 * @param timestamp when it happened; null, the default, is the time of sending
 */
public record KafkaRecord(
        @Nullable Object data,
        @Nullable Object key,
        Map<String, String> headers,
        Map<String, byte[]> binaryHeaders,
        @Nullable Integer partition,
        @Nullable Instant timestamp)
        implements MessageRecord {

    /** Checks the parts. */
    public KafkaRecord {
        headers = Map.copyOf(headers);
        binaryHeaders = Map.copyOf(binaryHeaders);
        if (partition != null && partition < 0) {
            throw new InvalidOptionException("partition", partition, ">= 0");
        }
    }

    /**
     * Begins with a payload and nothing else.
     *
     * @param data the payload; null for a tombstone
     * @return a builder
     */
    public static Builder builder(@Nullable Object data) {
        return new Builder(data);
    }

    /** Builds a record. Used by one thread. */
    public static final class Builder {
        private final @Nullable Object data;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, byte[]> binaryHeaders = new LinkedHashMap<>();
        private @Nullable Object key;
        private @Nullable Integer partition;
        private @Nullable Instant timestamp;

        private Builder(@Nullable Object data) {
            this.data = data;
        }

        /**
         * Sets the key. Default: none.
         *
         * @param value a text, bytes, or anything that can be written as JSON
         * @return this builder
         */
        public Builder key(Object value) {
            key = Objects.requireNonNull(value, "key");
            return this;
        }

        /**
         * Sets a header.
         *
         * @param name its name
         * @param text its text
         * @return this builder
         */
        public Builder header(String name, String text) {
            headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Sets a header that is no text.
         *
         * @param name its name
         * @param bytes its value
         * @return this builder
         */
        public Builder header(String name, byte[] bytes) {
            binaryHeaders.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(bytes, "bytes"));
            return this;
        }

        /**
         * Sets the partition. Default: as the key says.
         *
         * @param number 0 or more
         * @return this builder
         */
        public Builder partition(int number) {
            partition = number;
            return this;
        }

        /**
         * Sets when it happened. Default: the time of sending.
         *
         * @param time the time
         * @return this builder
         */
        public Builder timestamp(Instant time) {
            timestamp = Objects.requireNonNull(time, "timestamp");
            return this;
        }

        /**
         * Builds.
         *
         * @return the record
         * @throws InvalidOptionException if the partition is below 0
         */
        public KafkaRecord build() {
            return new KafkaRecord(data, key, headers, binaryHeaders, partition, timestamp);
        }
    }
}
