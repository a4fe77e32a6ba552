package dev.rookery.mqtt;

/** The driver's qualities of service, whose type has the name of our annotation. */
final class Levels {
    private Levels() {}

    static com.hivemq.client.mqtt.datatypes.MqttQos of(int qos) {
        return switch (qos) {
            case 0 -> com.hivemq.client.mqtt.datatypes.MqttQos.AT_MOST_ONCE;
            case 1 -> com.hivemq.client.mqtt.datatypes.MqttQos.AT_LEAST_ONCE;
            default -> com.hivemq.client.mqtt.datatypes.MqttQos.EXACTLY_ONCE;
        };
    }
}
