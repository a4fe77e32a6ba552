package dev.rookery.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service of the docs on each broker, set up as its page shows, in two replicas that share the work. */
final class SwitchIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void it_serves_on_redis() {
        try (var broker = RedisBroker.start()) {
            serves(RedisTransporter.builder()
                    .host("localhost")
                    .port(broker.port())
                    .claimRequests(true)
                    .build());
        }
    }

    @Test
    void it_serves_on_nats() {
        try (var broker = NatsBroker.start()) {
            serves(NatsTransporter.builder().servers(broker.url()).queue("math").build());
        }
    }

    @Test
    void it_serves_on_mqtt() {
        try (var broker = MosquittoBroker.start()) {
            serves(MqttTransporter.builder()
                    .url(broker.url())
                    .sharedGroup("math")
                    .build());
        }
    }

    @Test
    void it_serves_on_rabbitmq() {
        try (var broker = RabbitBroker.start()) {
            serves(RmqTransporter.builder().url(broker.url()).queue("math").build());
        }
    }

    private static void serves(Transporter transporter) {
        try (var _ = Rookery.createMicroservice(AppModule.class, transporter).listen();
                var _ = Rookery.createMicroservice(AppModule.class, transporter).listen();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2, 3), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(6);
            assertThat(client.send("countdown", 3, Integer.class).collectList().block(LIMIT))
                    .containsExactly(3, 2, 1);
            client.emit("user_created", new User("Ada")).block(LIMIT);
        }
    }
}
