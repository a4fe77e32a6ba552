package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.MessageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload together with AMQP properties: data of a request or event, or what a handler returns. Immutable; made by {@link #builder}.
 *
 * @param data the payload
 * @param headers headers of this message, over those of the options
 * @param persistent whether a durable queue keeps it over a restart of the broker; null for what the options say
 * @param expiration how long it may wait in the queue; null for ever
 * @param priority its priority in a priority queue; null for none
 * @param mandatory whether it fails where no queue takes it; null for what the options say. A reply is never mandatory
 * @param cc further routing keys that it is published by
 * @param bcc further routing keys that receivers do not see
 * @param properties all other properties, as the driver has them
 */
public record RmqRecord(
        @Nullable Object data,
        Map<String, String> headers,
        @Nullable Boolean persistent,
        @Nullable Duration expiration,
        @Nullable Integer priority,
        @Nullable Boolean mandatory,
        List<String> cc,
        List<String> bcc,
        AMQP.BasicProperties properties)
        implements MessageRecord {

    /** Checks the parts. */
    public RmqRecord {
        headers = Map.copyOf(headers);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        Objects.requireNonNull(properties, "properties");
        checkLengths(headers, properties);
        if (expiration != null && expiration.isNegative()) {
            throw new InvalidOptionException("expiration", expiration, ">= 0");
        }
        if (priority != null && (priority < 0 || priority > 255)) {
            throw new InvalidOptionException("priority", priority, "from 0 to 255");
        }
    }

    /** AMQP has a byte for the length of each. */
    private static void checkLengths(Map<String, String> headers, AMQP.BasicProperties properties) {
        headers.keySet().forEach(name -> RmqNames.check("header", name));
        check("userId", properties.getUserId());
        check("contentType", properties.getContentType());
        check("contentEncoding", properties.getContentEncoding());
        check("messageId", properties.getMessageId());
        check("type", properties.getType());
        check("appId", properties.getAppId());
    }

    private static void check(String option, @Nullable String text) {
        if (text != null) {
            RmqNames.check(option, text);
        }
    }

    /**
     * Begins with a payload and no properties.
     *
     * @param data the payload
     * @return a builder
     */
    public static Builder builder(@Nullable Object data) {
        return new Builder(data);
    }

    /** Builds a record. Used by one thread. */
    public static final class Builder {
        private final @Nullable Object data;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final AMQP.BasicProperties.Builder properties = new AMQP.BasicProperties.Builder();
        private @Nullable Boolean persistent;
        private @Nullable Duration expiration;
        private @Nullable Integer priority;
        private @Nullable Boolean mandatory;
        private List<String> cc = List.of();
        private List<String> bcc = List.of();

        private Builder(@Nullable Object data) {
            this.data = data;
        }

        /**
         * Adds a header.
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
         * Adds headers.
         *
         * @param all names and texts
         * @return this builder
         */
        public Builder headers(Map<String, String> all) {
            all.forEach(this::header);
            return this;
        }

        /**
         * Sets whether a durable queue keeps it over a restart of the broker. Default: what the options say.
         *
         * @param value true for delivery mode 2, false for 1
         * @return this builder
         */
        public Builder persistent(boolean value) {
            this.persistent = value;
            return this;
        }

        /**
         * Sets how long it may wait in the queue. Default: for ever.
         *
         * @param time 0 or more, in whole milliseconds
         * @return this builder
         */
        public Builder expiration(Duration time) {
            this.expiration = time;
            return this;
        }

        /**
         * Sets its priority. Default: none, which counts as 0.
         *
         * @param value from 0 to 255; the queue says up to where it tells them apart
         * @return this builder
         */
        public Builder priority(int value) {
            this.priority = value;
            return this;
        }

        /**
         * Sets whether it fails where no queue takes it: {@code emit} and a request then end in {@link dev.rookery.error.NoHandlerException}. Default:
         * what the options say. An event with it needs {@link RmqOptions#publisherConfirms}.
         *
         * @param value true to be told
         * @return this builder
         */
        public Builder mandatory(boolean value) {
            this.mandatory = value;
            return this;
        }

        /**
         * Publishes it by further routing keys too.
         *
         * @param routingKeys the keys, which receivers see as header {@code CC}
         * @return this builder
         */
        public Builder cc(String... routingKeys) {
            this.cc = List.of(routingKeys);
            return this;
        }

        /**
         * Publishes it by further routing keys too.
         *
         * @param routingKeys the keys, which receivers do not see
         * @return this builder
         */
        public Builder bcc(String... routingKeys) {
            this.bcc = List.of(routingKeys);
            return this;
        }

        /**
         * Sets the user whom the broker is to vouch for: that of the connection.
         *
         * @param user the user's name
         * @return this builder
         */
        public Builder userId(String user) {
            properties.userId(user);
            return this;
        }

        /**
         * Sets the type of the content. Default: none.
         *
         * @param mimeType such as {@code application/json}
         * @return this builder
         */
        public Builder contentType(String mimeType) {
            properties.contentType(mimeType);
            return this;
        }

        /**
         * Sets the encoding of the content, for the receiver to know. Default: none.
         *
         * @param encoding such as {@code gzip}
         * @return this builder
         */
        public Builder contentEncoding(String encoding) {
            properties.contentEncoding(encoding);
            return this;
        }

        /**
         * Sets an id for the application's use.
         *
         * @param id the id
         * @return this builder
         */
        public Builder messageId(String id) {
            properties.messageId(id);
            return this;
        }

        /**
         * Sets when it was made; AMQP carries whole seconds.
         *
         * @param time the time
         * @return this builder
         */
        public Builder timestamp(Instant time) {
            properties.timestamp(Date.from(time));
            return this;
        }

        /**
         * Sets a type for the application's use.
         *
         * @param name the type
         * @return this builder
         */
        public Builder type(String name) {
            properties.type(name);
            return this;
        }

        /**
         * Sets which application sends it. On a request it stands in the place of ours, by which our servers know clients that say how much of a
         * stream they can take: such a stream comes as fast as it is made.
         *
         * @param id the application's id
         * @return this builder
         */
        public Builder appId(String id) {
            properties.appId(id);
            return this;
        }

        /**
         * Makes the record.
         *
         * @return the record
         */
        public RmqRecord build() {
            return new RmqRecord(
                    data, headers, persistent, expiration, priority, mandatory, cc, bcc, properties.build());
        }
    }
}
