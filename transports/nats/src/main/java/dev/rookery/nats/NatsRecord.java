package dev.rookery.nats;

import dev.rookery.transport.MessageRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload with headers of NATS, for requests, events and replies: {@code NatsRecord.builder(order).header("trace", id).build()}.
 *
 * @param data the payload
 * @param headers names and texts; they go before those of {@link NatsOptions#headers}
 */
public record NatsRecord(@Nullable Object data, Map<String, String> headers) implements MessageRecord {

    /** Checks the headers. */
    public NatsRecord {
        headers = Map.copyOf(headers);
        headers.forEach(HeaderText::check);
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
         * @param name printable ASCII without a colon; upper and lower case differ
         * @param text the header's text, on one line
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
         * @throws dev.rookery.error.InvalidOptionException if a header cannot be sent
         */
        public NatsRecord build() {
            return new NatsRecord(data, headers);
        }
    }
}
