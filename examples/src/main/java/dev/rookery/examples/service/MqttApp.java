package dev.rookery.examples.service;

import dev.rookery.Rookery;
import dev.rookery.mqtt.MqttTransporter;

/** The service of {@link App}, with one line changed. */
final class MqttApp {
    private MqttApp() {}

    static void main() {
        Rookery.createMicroservice(
                        AppModule.class,
                        MqttTransporter.builder()
                                .url("mqtt://localhost:1883")
                                .sharedGroup("math")
                                .build())
                .listen();
    }
}
