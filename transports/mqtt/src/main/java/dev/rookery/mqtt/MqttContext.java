package dev.rookery.mqtt;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;
import java.util.Map;

/** What is known of a message that came by MQTT. Safe for use by several threads. */
public final class MqttContext implements MessageContext {
    private final Arrival message;
    private final Body metadata;

    MqttContext(Arrival message, Body metadata) {
        this.message = message;
        this.metadata = metadata;
    }

    /** {@inheritDoc} It is the topic, which is what finds the handler. */
    @Override
    public String pattern() {
        return message.topic();
    }

    @Override
    public String transport() {
        return MqttTransporter.ID;
    }

    /** {@inheritDoc} Nest 12's clients can set it; it is any JSON value. */
    @Override
    public Body metadata() {
        return metadata;
    }

    /** {@inheritDoc} They are MQTT 5's user properties. */
    @Override
    public Map<String, String> headers() {
        return message.properties().userProperties();
    }

    /**
     * The topic that the message was published to, also where the handler's pattern has wildcards.
     *
     * @return the topic
     */
    public String topic() {
        return message.topic();
    }

    /**
     * The quality of service at which it came: the lower one of the sender's and the subscription's.
     *
     * @return 0, 1 or 2
     */
    public int qos() {
        return message.qos();
    }

    /**
     * Whether the broker had kept it from before the subscription.
     *
     * @return true for a retained message
     */
    public boolean isRetained() {
        return message.retain();
    }

    /**
     * What came beside the payload.
     *
     * @return the properties; on 3.1.1 there are none
     */
    public MqttProperties properties() {
        return message.properties();
    }

    /**
     * The driver's message.
     *
     * @param driverType {@code Mqtt5Publish} or {@code Mqtt3Publish} of the HiveMQ client
     * @param <T> its type
     * @return the message, which is not to be acknowledged by the handler
     * @throws IllegalArgumentException if it is of another type
     */
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(driverType, message.driverMessage());
    }

    @Override
    public String toString() {
        return "MqttContext[" + message.topic() + "]";
    }
}
