package dev.rookery.examples.demo;

import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/** From the name of a transport and an address to a transporter: all that differs between transports in the demo. */
final class DemoTransporter {
    private static final String KAFKA = KafkaTransporter.ID;

    private DemoTransporter() {}

    static Transporter of(String name, URI address) {
        return switch (name) {
            case "tcp" ->
                TcpTransporter.builder()
                        .host(address.getHost())
                        .port(address.getPort())
                        .build();
            case "redis" ->
                RedisTransporter.builder()
                        .host(address.getHost())
                        .port(address.getPort())
                        .build();
            case "nats" -> NatsTransporter.builder().servers(address.toString()).build();
            case "mqtt" -> MqttTransporter.builder().url(address.toString()).build();
            case "rabbitmq" ->
                RmqTransporter.builder()
                        .url(address.toString())
                        .queue("rookery-demo")
                        .build();
            case KAFKA ->
                KafkaTransporter.builder()
                        .brokers(address.getAuthority())
                        .groupId("rookery-demo")
                        .build();
            default ->
                throw new IllegalArgumentException(
                        "transport: " + name + " (expected: tcp, redis, nats, mqtt, rabbitmq or kafka)");
        };
    }

    /** What shows what a client of this transport sends and gets. */
    static Tap tap(String name, URI address, Consumer<String> show) throws IOException {
        return name.equals(KAFKA) ? new TopicTap(address, show) : new WireTap(address, show);
    }

    /** Whether an object may be a pattern: on Kafka patterns are topics, which have no braces. */
    static boolean takesObjects(String name) {
        return !name.equals(KAFKA);
    }
}
