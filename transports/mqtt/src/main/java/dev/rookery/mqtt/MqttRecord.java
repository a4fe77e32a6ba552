package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.MessageRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload together with how MQTT is to carry it: as the data of a request or an event, or as what a handler returns, alone or within a
 * stream. What Nest's {@code MqttRecordBuilder} makes, but that Nest's works for requests and events only. There is no {@code dup}: it is the
 * driver that sends a message again, and it sets it then.
 *
 * @param data the payload
 * @param qos the quality of service, from 0 to 2; null for that of the options
 * @param retain whether the broker keeps the message for those that subscribe later
 * @param properties what goes beside the payload on MQTT 5; on 3.1.1 its user properties go into the packet's metadata, where the message is
 *     no reply
 */
public record MqttRecord(@Nullable Object data, @Nullable Integer qos, boolean retain, MqttProperties properties)
        implements MessageRecord {

    /** Checks the parts. */
    public MqttRecord {
        if (qos != null) {
            MqttSubscribeOptions.checkQos("qos", qos);
        }
        Objects.requireNonNull(properties, "properties");
    }

    /**
     * Begins with a payload and nothing else.
     *
     * @param data the payload
     * @return a builder
     */
    public static Builder builder(@Nullable Object data) {
        return new Builder(data);
    }

    /** {@inheritDoc} They are the user properties. */
    @Override
    public Map<String, String> headers() {
        return properties.userProperties();
    }

    /** Builds a record. Used by one thread. */
    public static final class Builder {
        private final @Nullable Object data;
        private final MqttProperties.Builder properties = MqttProperties.builder();
        private @Nullable Integer qos;
        private boolean retain;

        private Builder(@Nullable Object data) {
            this.data = data;
        }

        /**
         * Sets {@link MqttRecord#qos}.
         *
         * @param level 0, 1 or 2
         * @return this builder
         */
        public Builder qos(int level) {
            this.qos = level;
            return this;
        }

        /**
         * Sets {@link MqttRecord#retain}. Default: false.
         *
         * @param keep whether the broker keeps it
         * @return this builder
         */
        public Builder retain(boolean keep) {
            this.retain = keep;
            return this;
        }

        /**
         * Adds a user property.
         *
         * @param name its name
         * @param value its text
         * @return this builder
         */
        public Builder userProperty(String name, String value) {
            properties.userProperty(name, value);
            return this;
        }

        /**
         * Adds user properties.
         *
         * @param all names and texts
         * @return this builder
         */
        public Builder userProperties(Map<String, String> all) {
            properties.userProperties(all);
            return this;
        }

        /**
         * Sets what the payload is.
         *
         * @param mimeType such as {@code application/json}
         * @return this builder
         */
        public Builder contentType(String mimeType) {
            properties.contentType(mimeType);
            return this;
        }

        /**
         * Sets how long the broker keeps the message for subscribers that are away.
         *
         * @param time in whole seconds
         * @return this builder
         */
        public Builder messageExpiry(Duration time) {
            properties.messageExpiry(time);
            return this;
        }

        /**
         * Sets the response topic, for peers that are neither Nest nor Rookery.
         *
         * @param topic a topic
         * @return this builder
         */
        public Builder responseTopic(String topic) {
            properties.responseTopic(topic);
            return this;
        }

        /**
         * Builds.
         *
         * @return the record
         * @throws InvalidOptionException if a part cannot be
         */
        public MqttRecord build() {
            return new MqttRecord(data, qos, retain, properties.build());
        }
    }
}
