package dev.rookery.soak;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.Brokers;
import dev.rookery.brokers.FreePort;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;

/** Makes each transport with a place of its own to meet: a port, or a broker that ends with this. Used by one thread. */
final class Transports implements AutoCloseable {
    static final List<String> ALL = List.of("memory", "tcp", "redis", "nats", "mqtt", "rabbitmq", "kafka");

    private final List<Broker> brokers = new ArrayList<>();

    /** Blocks until the broker is ready, where there is one. */
    Transporter make(String transport) {
        return switch (transport) {
            case "memory" -> new InMemoryTransporter();
            case "tcp" ->
                TcpTransporter.builder().host("127.0.0.1").port(FreePort.find()).build();
            default -> behind(transport, broker(transport));
        };
    }

    private Broker broker(String transport) {
        var broker = Brokers.start(transport);
        brokers.add(broker);
        return broker;
    }

    private static Transporter behind(String transport, Broker broker) {
        return switch (transport) {
            case "redis" ->
                RedisTransporter.builder().host("127.0.0.1").port(broker.port()).build();
            case "nats" -> NatsTransporter.builder().servers(broker.url()).build();
            case "mqtt" -> MqttTransporter.builder().url(broker.url()).build();
            case "rabbitmq" ->
                RmqTransporter.builder().url(broker.url()).queue("soak").build();
            case "kafka" ->
                KafkaTransporter.builder()
                        .brokers("127.0.0.1:" + broker.port())
                        .groupId("soak")
                        .build();
            default ->
                throw new IllegalArgumentException("transport: " + transport + " (expected: one of " + ALL + ")");
        };
    }

    @Override
    public void close() {
        brokers.forEach(Broker::close);
    }
}
