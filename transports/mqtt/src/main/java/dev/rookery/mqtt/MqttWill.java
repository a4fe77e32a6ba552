package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import java.time.Duration;

/**
 * What the broker publishes when a server or client is gone without a word.
 *
 * @param topic where it is published
 * @param payload the text
 * @param qos the quality of service, from 0 to 2
 * @param retain whether the broker keeps it for those that subscribe later
 * @param delay how long the broker waits whether the connection comes back; 0 does not wait. MQTT 5
 */
public record MqttWill(String topic, String payload, int qos, boolean retain, Duration delay) {
    private static final long MAX_DELAY_SECONDS = 0xFFFF_FFFFL;

    /** Checks the parts. */
    public MqttWill {
        Topics.wrongForPublishing(OptionCheck.given("will.topic", topic)).ifPresent(expected -> {
            throw new InvalidOptionException("will.topic", Topics.shown(topic), expected);
        });
        OptionCheck.given("will.payload", payload);
        MqttSubscribeOptions.checkQos("will.qos", qos);
        OptionCheck.seconds("will.delay", delay, 0, MAX_DELAY_SECONDS);
    }

    /**
     * A text at QoS 0, not retained, without delay.
     *
     * @param topic where it is published
     * @param payload the text
     * @return the will
     */
    public static MqttWill of(String topic, String payload) {
        return new MqttWill(topic, payload, 0, false, Duration.ZERO);
    }
}
