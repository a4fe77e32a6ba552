package dev.rookery.examples.demo;

import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import java.net.URI;

/** From the name of a transport and an address to a transporter: all that differs between transports in the demo. */
final class DemoTransporter {
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
            default ->
                throw new IllegalArgumentException(
                        "transport: " + name + " (expected: tcp, redis, nats, mqtt or rabbitmq)");
        };
    }
}
