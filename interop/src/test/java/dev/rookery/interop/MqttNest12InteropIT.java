package dev.rookery.interop;

/** Java and Nest 12 call each other over MQTT. */
final class MqttNest12InteropIT extends MqttInterop {
    MqttNest12InteropIT() {
        super(NestVersion.V12);
    }
}
