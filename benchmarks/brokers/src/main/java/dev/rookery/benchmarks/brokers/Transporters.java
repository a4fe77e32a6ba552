package dev.rookery.benchmarks.brokers;

import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqAcknowledgement;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.transport.Transporter;
import java.time.Duration;

/** Our transporters, with their defaults but for one. */
final class Transporters {
    /** Longer than a service stands still while the broker is filled with events. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);

    private Transporters() {}

    static Transporter of(String transport, int port) {
        return switch (transport) {
            case "redis" ->
                RedisTransporter.builder().host("127.0.0.1").port(port).build();
            case "nats" ->
                NatsTransporter.builder().servers("nats://127.0.0.1:" + port).build();
            case "mqtt" ->
                MqttTransporter.builder().url("mqtt://127.0.0.1:" + port).build();
            case "rabbitmq" -> rabbit(port).build();
            case "rabbitmq-automatic" ->
                rabbit(port).acknowledgement(RmqAcknowledgement.AUTOMATIC).build();
            case "kafka" ->
                KafkaTransporter.builder().brokers("127.0.0.1:" + port).build();
            default -> throw unknown(transport);
        };
    }

    private static RmqTransporter.Builder rabbit(int port) {
        return RmqTransporter.builder()
                .url("amqp://127.0.0.1:" + port)
                .queue("benchmarks")
                .heartbeat(HEARTBEAT);
    }

    static IllegalArgumentException unknown(String transport) {
        return new IllegalArgumentException("unknown transport " + transport
                + " (expected: redis, nats, mqtt, rabbitmq, rabbitmq-automatic or kafka)");
    }
}
