package dev.rookery.interop;

/** Java and Nest 11 call each other over MQTT. */
final class MqttNest11InteropIT extends MqttInterop {
    MqttNest11InteropIT() {
        super(NestVersion.V11);
    }
}
