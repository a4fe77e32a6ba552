package dev.rookery.redis;

import dev.rookery.transport.MessageRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload with headers, for requests and events: {@code RedisRecord.builder(order).header("trace", id).build()}. Redis has no headers of its own,
 * so they are members of the packet's metadata. A reply has no metadata, since Nest's clients would take it for the payload: the headers of a
 * record that a handler returns are left out.
 *
 * @param data the payload
 * @param headers names and texts
 */
public record RedisRecord(@Nullable Object data, Map<String, String> headers) implements MessageRecord {

    /** Copies the headers. */
    public RedisRecord {
        headers = Map.copyOf(headers);
    }

    /**
     * Begins without headers.
     *
     * @param data the payload; null is sent as null
     * @return a builder
     */
    public static Builder builder(@Nullable Object data) {
        return new Builder(data);
    }

    /** Builds a record. Used by one thread. */
    public static final class Builder {
        private final @Nullable Object data;
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Builder(@Nullable Object data) {
            this.data = data;
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
         * Builds.
         *
         * @return the record
         */
        public RedisRecord build() {
            return new RedisRecord(data, headers);
        }
    }
}
