package dev.rookery.mqtt;

import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientProxy;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests of one class share a broker. What a test opens is closed after it, and {@code seen} is its own. */
abstract class WithBroker {
    static final Duration WAIT = Duration.ofSeconds(15);
    static Broker broker;

    final List<AutoCloseable> opened = new ArrayList<>();
    final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start_the_broker() {
        broker = Services.broker().start();
    }

    @AfterAll
    static void stop_the_broker() {
        broker.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    final MicroserviceServer serve(Object controller, UnaryOperator<MqttTransporter.Builder> options) {
        var server = Services.serve(broker, controller, options);
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    final ClientProxy client(UnaryOperator<MqttTransporter.Builder> options) {
        var client = Services.client(broker, options);
        opened.add(client);
        return client;
    }

    final ClientProxy client() {
        return client(options -> options);
    }

    /** A client of the driver's, for what comes by the wire. */
    final Mqtt5BlockingClient foreign() {
        var client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildBlocking();
        client.connect();
        opened.add(client::disconnect);
        return client;
    }

    static void awaitThat(Runnable assertion) {
        await().atMost(WAIT).untilAsserted(assertion::run);
    }

    /** Works, and remembers who it was. */
    final class Replica {
        private final String name;

        Replica(String name) {
            this.name = name;
        }

        @MessagePattern("work/+")
        String work() {
            seen.add(name);
            return name;
        }

        @EventPattern("job")
        void job(int number) {
            seen.add(name + number);
        }
    }
}
