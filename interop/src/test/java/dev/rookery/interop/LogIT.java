package dev.rookery.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says at its start, when its broker goes and comes back, when too much comes, and at its end: one language on every transport. */
final class LogIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * A transport.
     *
     * @param refuses whether it turns messages away where it cannot let them wait
     */
    record Kind(String name, boolean refuses, Supplier<Broker> broker, Function<Broker, Transporter> transporter) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "Redis",
                        true,
                        RedisBroker::start,
                        broker -> RedisTransporter.builder()
                                .host("127.0.0.1")
                                .port(broker.port())
                                .build()),
                new Kind(
                        "NATS",
                        true,
                        NatsBroker::start,
                        broker ->
                                NatsTransporter.builder().servers(broker.url()).build()),
                new Kind(
                        "MQTT",
                        true,
                        MosquittoBroker::start,
                        broker -> MqttTransporter.builder().url(broker.url()).build()),
                new Kind(
                        "RabbitMQ",
                        false,
                        RabbitBroker::start,
                        broker -> RmqTransporter.builder()
                                .url(broker.url())
                                .queue("log")
                                .build()),
                new Kind(
                        "Kafka",
                        false,
                        KafkaBroker::start,
                        broker -> KafkaTransporter.builder()
                                .brokers("127.0.0.1:" + broker.port())
                                .build()));
    }

    static final class Service {
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore leave = new Semaphore(0);

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("hold")
        int hold(int number) throws InterruptedException {
            entered.release();
            leave.acquire();
            return number;
        }

        @EventPattern("told")
        void told(int number) {}
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_service_says_what_the_page_shows(Kind kind) throws Exception {
        try (var log = LogLines.open()) {
            isShown(kind.name, live(kind, log));
        }
    }

    @Test
    void a_service_without_a_broker_says_what_the_page_shows() throws Exception {
        try (var log = LogLines.open()) {
            var story = new ArrayList<String>();
            story.add("# its port is taken");
            Transporter transporter;
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                transporter =
                        TcpTransporter.builder().port(taken.getLocalPort()).build();
                story.addAll(refusal(transporter, log));
            }

            var service = new Service();
            var server = serve(transporter, service);
            story.add("# a start");
            story.addAll(log.take());
            try (var client = ClientProxyFactory.create(transporter)) {
                story.addAll(ends(server, service, client, transporter, log));
            }
            isShown("TCP", story);
        }
    }

    private static List<String> refusal(Transporter transporter, LogLines log) {
        var error = catchThrowable(() -> serve(transporter, new Service()));
        var story = new ArrayList<>(log.take());
        story.add(LogLines.shown(String.valueOf(error)));
        return story;
    }

    /** A service's life: in vain, then long. */
    private static List<String> live(Kind kind, LogLines log) throws Exception {
        var story = new ArrayList<String>();
        try (var broker = kind.broker.get()) {
            var transporter = kind.transporter.apply(broker);
            broker.stop();
            story.add("# no broker is there");
            story.addAll(refusal(transporter, log));
            broker.start();

            var service = new Service();
            var server = serve(transporter, service);
            try (var client = ClientProxyFactory.create(transporter)) {
                client.request("echo", 1, Integer.class).block(LIMIT);
                story.add("# a start, and the first call");
                story.addAll(log.take());

                broker.stop();
                log.await("(server)", "(client)");
                broker.start();
                log.await("is back after … ms (server)", "is back after … ms (client)");
                story.add("# the broker goes, and comes back");
                story.addAll(log.take());

                if (kind.refuses) {
                    var held = client.request("hold", 1, Integer.class).toFuture();
                    service.entered.acquire();
                    assertThatThrownBy(() ->
                                    client.request("echo", 1, Integer.class).block(LIMIT))
                            .hasMessageContaining("busy");
                    client.emit("told", 1).block(LIMIT);
                    log.await("Dropped");
                    story.add("# more comes than is allowed");
                    story.addAll(log.take());
                    service.leave.release();
                    held.get();
                }
                story.addAll(ends(server, service, client, transporter, log));
            }
        }
        return story;
    }

    /** Of a server, and of another one after it. */
    private static List<String> ends(
            MicroserviceServer server, Service service, ClientProxy client, Transporter transporter, LogLines log)
            throws Exception {
        var story = new ArrayList<String>();
        var held = client.request("hold", 1, Integer.class).toFuture();
        service.entered.acquire();
        var stopping = Thread.ofPlatform().start(() -> server.stop(LIMIT));
        await().during(Duration.ofMillis(200)).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        service.leave.release();
        held.get();
        stopping.join();
        story.add("# an end, with a message in flight");
        story.addAll(log.take());

        var another = new Service();
        var impatient = serve(transporter, another);
        log.take();
        var _ = client.request("hold", 1, Integer.class).toFuture();
        another.entered.acquire();
        impatient.stop(Duration.ofMillis(100));
        story.add("# an end, with a message that takes too long");
        story.addAll(log.take());
        return story;
    }

    /** The page shows one life after another, each in a block below its name. What came of this one is in a file, to be copied where it is right. */
    private static void isShown(String name, List<String> story) throws IOException {
        var told = String.join("\n", story);
        Files.writeString(Path.of("target", "log-of-" + name + ".txt"), told);
        var page = Files.readString(Path.of("..", "docs", "log.md"));
        var section = page.substring(page.indexOf("\n## " + name + "\n"));
        var begin = section.indexOf("```\n") + 4;
        assertThat(told).isEqualTo(section.substring(begin, section.indexOf("\n```", begin)));
    }

    private static MicroserviceServer serve(Transporter transporter, Service service) {
        return MicroserviceServer.builder()
                .options(ServerOptions.builder().maxInFlight(1).maxWaiting(0).build())
                .transporter(transporter)
                .controller(service)
                .start();
    }
}
