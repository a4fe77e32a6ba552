package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What MQTT 5 has beside a message's payload. MQTT 3.1.1 has none of it. Immutable.
 *
 * @param userProperties names and texts: the headers of MQTT. Of several with one name the last one stands here
 * @param contentType what the payload is, as a MIME type; null if it is not said
 * @param messageExpiry how long the broker keeps the message for subscribers that are away; null for ever
 * @param responseTopic where an answer is to go by MQTT's own convention, which neither Nest nor Rookery follows; null if it is not said
 * @param correlationData what an answer is to carry by the same convention; null if it is not said
 * @param utf8 whether the payload is said to be UTF-8 text; null if it is not said
 */
public record MqttProperties(
        Map<String, String> userProperties,
        @Nullable String contentType,
        @Nullable Duration messageExpiry,
        @Nullable String responseTopic,
        @Nullable ByteBuffer correlationData,
        @Nullable Boolean utf8) {
    /** Nothing. */
    public static final MqttProperties NONE = builder().build();

    private static final long MAX_EXPIRY_SECONDS = 0xFFFF_FFFFL;

    /** Checks the expiry. */
    public MqttProperties {
        userProperties = Map.copyOf(userProperties);
        if (messageExpiry != null && (messageExpiry.isNegative() || messageExpiry.toSeconds() > MAX_EXPIRY_SECONDS)) {
            throw new InvalidOptionException(
                    "messageExpiry", messageExpiry, "from 0 to " + MAX_EXPIRY_SECONDS + " s, in whole seconds");
        }
        correlationData = correlationData == null ? null : correlationData.asReadOnlyBuffer();
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** These, and where they say nothing, others. */
    MqttProperties over(MqttProperties usual) {
        if (usual.equals(NONE)) {
            return this;
        }
        var all = new LinkedHashMap<>(usual.userProperties);
        all.putAll(userProperties);
        var answered = responseTopic != null || correlationData != null; // the two belong together
        return new MqttProperties(
                all,
                contentType == null ? usual.contentType : contentType,
                messageExpiry == null ? usual.messageExpiry : messageExpiry,
                answered ? responseTopic : usual.responseTopic,
                answered ? correlationData : usual.correlationData,
                utf8 == null ? usual.utf8 : utf8);
    }

    /** Builds properties. Used by one thread. */
    public static final class Builder {
        private final Map<String, String> userProperties = new LinkedHashMap<>();
        private @Nullable String contentType;
        private @Nullable Duration messageExpiry;
        private @Nullable String responseTopic;
        private @Nullable ByteBuffer correlationData;
        private @Nullable Boolean utf8;

        private Builder() {}

        /**
         * Adds a user property.
         *
         * @param name its name
         * @param value its text
         * @return this builder
         */
        public Builder userProperty(String name, String value) {
            userProperties.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Adds user properties.
         *
         * @param properties names and texts
         * @return this builder
         */
        public Builder userProperties(Map<String, String> properties) {
            userProperties.putAll(properties);
            return this;
        }

        /**
         * Sets {@link MqttProperties#contentType}.
         *
         * @param mimeType such as {@code application/json}
         * @return this builder
         */
        public Builder contentType(String mimeType) {
            this.contentType = mimeType;
            return this;
        }

        /**
         * Sets {@link MqttProperties#messageExpiry}.
         *
         * @param time in whole seconds
         * @return this builder
         */
        public Builder messageExpiry(Duration time) {
            this.messageExpiry = time;
            return this;
        }

        /**
         * Sets {@link MqttProperties#responseTopic}.
         *
         * @param topic a topic
         * @return this builder
         */
        public Builder responseTopic(String topic) {
            this.responseTopic = topic;
            return this;
        }

        /**
         * Sets {@link MqttProperties#correlationData}.
         *
         * @param data any bytes
         * @return this builder
         */
        public Builder correlationData(ByteBuffer data) {
            this.correlationData = data;
            return this;
        }

        /**
         * Sets {@link MqttProperties#utf8}.
         *
         * @param text whether the payload is text
         * @return this builder
         */
        public Builder utf8(boolean text) {
            this.utf8 = text;
            return this;
        }

        /**
         * Builds.
         *
         * @return the properties
         * @throws InvalidOptionException if one cannot be
         */
        public MqttProperties build() {
            return new MqttProperties(userProperties, contentType, messageExpiry, responseTopic, correlationData, utf8);
        }
    }
}
