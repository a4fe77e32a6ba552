package dev.rookery.examples.service;

import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;

/** The service of {@link App}, with one line changed. */
final class NatsApp {
    private NatsApp() {}

    static void main() {
        Rookery.createMicroservice(
                        AppModule.class,
                        NatsTransporter.builder()
                                .servers("nats://localhost:4222")
                                .queue("math")
                                .build())
                .listen();
    }
}
