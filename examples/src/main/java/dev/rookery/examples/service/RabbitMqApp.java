package dev.rookery.examples.service;

import dev.rookery.Rookery;
import dev.rookery.rabbitmq.RmqTransporter;

/** The service of {@link App}, with one line changed. */
final class RabbitMqApp {
    private RabbitMqApp() {}

    static void main() {
        Rookery.createMicroservice(
                        AppModule.class,
                        RmqTransporter.builder()
                                .url("amqp://localhost")
                                .queue("math")
                                .build())
                .listen();
    }
}
