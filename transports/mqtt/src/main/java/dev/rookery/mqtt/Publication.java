package dev.rookery.mqtt;

import dev.rookery.transport.MessageRecord;
import org.jspecify.annotations.Nullable;

/** A message on its way to the broker, whatever the version. */
record Publication(String topic, Payload payload, int qos, boolean retain, MqttProperties properties) {

    /** With what a record says beside its data, if there is one. */
    static Publication of(
            String topic, Payload payload, @Nullable Object value, int usualQos, MqttProperties usualProperties) {
        return switch (value) {
            case MqttRecord record ->
                new Publication(
                        topic,
                        payload,
                        record.qos() == null ? usualQos : record.qos(),
                        record.retain(),
                        record.properties().over(usualProperties));
            case MessageRecord record ->
                new Publication(
                        topic,
                        payload,
                        usualQos,
                        false,
                        MqttProperties.builder()
                                .userProperties(record.headers())
                                .build()
                                .over(usualProperties));
            case null, default -> new Publication(topic, payload, usualQos, false, usualProperties);
        };
    }
}
