package dev.rookery.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
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
import dev.rookery.error.StartException;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import dev.rookery.web.Get;
import dev.rookery.web.HttpDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says at its start, when its broker goes and comes back, when too much comes, and at its end: one language on every transport. */
final class LogIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);

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

    @Module(controllers = Page.class)
    static final class PageModule {}

    /** Holds a message for as long as the test wants. */
    static final class Gate {
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore leave = new Semaphore(0);

        int pass(int number) throws InterruptedException {
            entered.release();
            leave.acquire();
            return number;
        }
    }

    record Service(Gate gate) {
        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("hold")
        int hold(int number) throws InterruptedException {
            return gate.pass(number);
        }

        @EventPattern("told")
        void told(int number) {}
    }

    record Held(int number) {}

    record Log(Gate gate) {
        static final String PROTO = """
                syntax = "proto3";
                service Log { rpc Hold (Held) returns (Held); }
                message Held { int32 number = 1; }
                """;

        @GrpcMethod
        Held hold(Held held) throws InterruptedException {
            return new Held(gate.pass(held.number));
        }
    }

    @Controller("log")
    record Page(Gate gate) {
        @Get("hold")
        int hold() throws InterruptedException {
            return gate.pass(1);
        }
    }

    /** A service that runs: what holds its messages, a call of its method that is held, and its end. */
    private record Running(Gate gate, Supplier<CompletableFuture<?>> hold, Consumer<Duration> stop) {}

    @ParameterizedTest
    @MethodSource("kinds")
    void a_service_says_what_the_page_shows(Kind kind) throws Exception {
        try (var log = LogLines.open()) {
            isShown(kind.name, live(kind, log));
        }
    }

    /** How a service starts on a port, where it must end within a time. */
    @FunctionalInterface
    private interface Start {
        Running at(int port, Duration limit);
    }

    @Test
    void a_service_on_TCP_says_what_the_page_shows() throws Exception {
        isShownOf("TCP", (port, _) -> {
            var transporter = TcpTransporter.builder().port(port).build();
            var gate = new Gate();
            var server = serve(transporter, new Service(gate));
            var client = ClientProxyFactory.create(transporter);
            return new Running(gate, () -> held(client), limit -> {
                server.stop(limit);
                client.close();
            });
        });
    }

    @Test
    void a_service_on_gRPC_says_what_the_page_shows(@TempDir Path folder) throws Exception {
        var proto = Files.writeString(folder.resolve("log.proto"), Log.PROTO);
        isShownOf("gRPC", (port, _) -> {
            var transporter = GrpcTransporter.builder()
                    .host("localhost")
                    .port(port)
                    .protoPaths(proto)
                    .build();
            var gate = new Gate();
            var server = serve(transporter, new Log(gate));
            var client = ClientProxyFactory.create(transporter);
            return new Running(
                    gate,
                    () -> client.request("Log/Hold", new Held(1), Held.class).toFuture(),
                    limit -> {
                        server.stop(limit);
                        client.close();
                    });
        });
    }

    @Test
    void a_service_on_HTTP_says_what_the_page_shows() throws Exception {
        isShownOf("HTTP", (port, limit) -> {
            var gate = new Gate();
            var module = DynamicModule.builder(PageModule.class)
                    .providers(ProviderDefinition.ofValue(Token.of(Gate.class), gate))
                    .build();
            var app = Rookery.create(module);
            var door = HttpDoor.builder()
                    .host("localhost")
                    .port(port)
                    .server(ServerOptions.builder().drainTimeout(limit).build())
                    .build();
            try {
                app.listen(door);
            } catch (StartException refused) {
                app.close();
                throw refused;
            }
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/log/hold"))
                    .build();
            var http = HttpClient.newHttpClient();
            return new Running(gate, () -> http.sendAsync(request, BodyHandlers.ofString()), _ -> {
                app.close();
                http.shutdownNow();
            });
        });
    }

    private static void isShownOf(String name, Start start) throws Exception {
        try (var log = LogLines.open()) {
            var story = new ArrayList<String>();
            story.add("# its port is taken");
            int port;
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = taken.getLocalPort();
                story.addAll(refusal(() -> start.at(taken.getLocalPort(), LIMIT), log));
            }
            var running = start.at(port, LIMIT);
            story.add("# a start");
            story.addAll(log.take());
            story.addAll(ends(running, limit -> start.at(port, limit), log));
            isShown(name, story);
        }
    }

    private static List<String> refusal(ThrowingCallable start, LogLines log) {
        var error = catchThrowable(start);
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
            story.addAll(refusal(() -> serve(transporter, new Service(new Gate())), log));
            broker.start();

            var gate = new Gate();
            var server = serve(transporter, new Service(gate));
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
                    var held = held(client);
                    gate.entered.acquire();
                    assertThatThrownBy(() ->
                                    client.request("echo", 1, Integer.class).block(LIMIT))
                            .hasMessageContaining("busy");
                    client.emit("told", 1).block(LIMIT);
                    log.await("Dropped");
                    story.add("# more comes than is allowed");
                    story.addAll(log.take());
                    gate.leave.release();
                    held.get();
                }
                story.addAll(ends(
                        new Running(gate, () -> held(client), server::stop),
                        _ -> {
                            var second = new Gate();
                            return new Running(
                                    second, () -> held(client), serve(transporter, new Service(second))::stop);
                        },
                        log));
            }
        }
        return story;
    }

    private static CompletableFuture<?> held(ClientProxy client) {
        return client.request("hold", 1, Integer.class).toFuture();
    }

    /** Of a service, and of another one after it, which has less time. */
    private static List<String> ends(Running patient, Function<Duration, Running> another, LogLines log)
            throws Exception {
        var story = new ArrayList<String>();
        var held = patient.hold.get();
        patient.gate.entered.acquire();
        var stopping = Thread.ofPlatform().start(() -> patient.stop.accept(LIMIT));
        await().during(Duration.ofMillis(200)).until(() -> isWaiting(stopping));
        patient.gate.leave.release();
        held.get();
        stopping.join();
        story.add("# an end, with a message in flight");
        story.addAll(log.take());

        var impatient = another.apply(SHORT);
        log.take();
        var _ = impatient.hold.get();
        impatient.gate.entered.acquire();
        impatient.stop.accept(SHORT);
        story.add("# an end, with a message that takes too long");
        story.addAll(log.take());
        return story;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
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

    private static MicroserviceServer serve(Transporter transporter, Object service) {
        return MicroserviceServer.builder()
                .options(ServerOptions.builder().maxInFlight(1).maxWaiting(0).build())
                .transporter(transporter)
                .controller(service)
                .start();
    }
}
