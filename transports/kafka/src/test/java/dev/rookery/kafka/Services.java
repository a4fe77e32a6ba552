package dev.rookery.kafka;

import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ThrowingRunnable;

/** Servers, clients, topics and patience for tests. */
final class Services {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0);

    /** A consumer that is closed waits for the answer to its last question, which the broker holds back for half a second. */
    static final Map<String, Object> QUICK_END = Map.of("fetch.max.wait.ms", 20);

    private Services() {}

    /** A topic of which nobody has heard. */
    static String unique(String name) {
        return name + "." + UUID.randomUUID();
    }

    static KafkaTransporter.Builder own(KafkaTransporter.Builder options) {
        return options.groupId(UUID.randomUUID().toString()).metadataMaxAge(Duration.ofMillis(300));
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(LIMIT).untilAsserted(assertion);
    }

    static MicroserviceServer serve(Broker broker, Object controller, UnaryOperator<KafkaTransporter.Builder> options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(transporter(broker, options))
                .start();
    }

    static ClientProxy client(Broker broker, UnaryOperator<KafkaTransporter.Builder> options) {
        return ClientProxyFactory.create(transporter(broker, options));
    }

    static KafkaTransporter transporter(Broker broker, UnaryOperator<KafkaTransporter.Builder> options) {
        return options.apply(KafkaTransporter.builder()
                        .brokers("127.0.0.1:" + broker.port())
                        .properties(QUICK_END))
                .build();
    }

    static void makeTopic(Broker broker, String name, int partitions) {
        makeTopic(broker, name, partitions, Map.of());
    }

    static void makeTopic(Broker broker, String name, int partitions, Map<String, String> settings) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + broker.port()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException error) {
            throw new IllegalStateException("The topic " + name + " was not made", error);
        }
    }

    /** Answers with what it gets. */
    static final class Echo {
        @MessagePattern("echo.bytes")
        byte[] bytes(byte[] bytes) {
            return bytes;
        }
    }
}
