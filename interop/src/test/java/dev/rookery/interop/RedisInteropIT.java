package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.redis.RedisContext;
import dev.rookery.redis.RedisRecord;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.server.MicroserviceServer;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Java and unmodified Nest services of both versions call each other over Redis; each side has a broker of its own. */
@ParameterizedClass
@EnumSource(NestVersion.class)
final class RedisInteropIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<NestVersion, Peers> PEERS = new EnumMap<>(NestVersion.class);
    private static final List<AutoCloseable> OPENED = new ArrayList<>();

    /** A Java service that a Nest client calls, and a Nest service that a Java client calls. */
    record Peers(
            Broker ofJava,
            Broker ofNest,
            JavaController controller,
            Recording recording,
            NestClient nest,
            ClientProxy java) {
        static Peers start(NestVersion version) {
            var ofJava = opened(RedisBroker.start());
            var ofNest = opened(RedisBroker.start());
            var controller = new JavaController();
            var recording = new Recording(new ConcurrentLinkedQueue<>());
            serve(transport(ofJava), controller, recording);
            opened(NestService.of(version, "redis", options(ofNest, false)));
            var nest = opened(NestClient.of(version, "redis", options(ofJava, false)));
            return new Peers(ofJava, ofNest, controller, recording, nest, client(transport(ofNest)));
        }
    }

    private final NestVersion version;
    private final Broker ofJava;
    private final JavaController controller;
    private final Recording recording;
    private final NestClient nest;
    private final ClientProxy java;

    RedisInteropIT(NestVersion version) {
        var peers = PEERS.computeIfAbsent(version, Peers::start);
        this.version = version;
        this.ofJava = peers.ofJava();
        this.controller = peers.controller();
        this.recording = peers.recording();
        this.nest = peers.nest();
        this.java = peers.java();
    }

    @AfterAll
    static void close_all() throws Exception {
        for (var each : OPENED.reversed()) {
            each.close();
        }
        OPENED.clear();
        PEERS.clear();
    }

    // ---- Nest calls Java ----

    @Test
    void nest_gets_the_replies_of_java() {
        assertThat(nest.send(json("{cmd: 'sum'}"), List.of(1, 2, 3.5)).value()).isEqualTo(json("6.5"));
        assertThat(nest.send("echo", json("{a: [1, null, 'ä\uD83D\uDE00']}")).value())
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(nest.send("result.null", 1).value()).isEqualTo(json("null"));
        assertThat(nest.send("result.nothing", 1).values()).isEmpty();
        assertThat(nest.send("countdown", 1_000).values()).hasSize(1_000).endsWith(json("2"), json("1"));
        assertThat(nest.send("stream.delayed", 3).values()).containsExactly(json("1"), json("2"), json("3"));
    }

    @Test
    void nest_gets_the_errors_of_java() {
        assertThat(nest.send("error.text", 1).errorBody()).isEqualTo(json("{status: 'error', message: 'not today'}"));
        assertThat(nest.send("error.guard", 1).errorBody())
                .isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
        assertThat(nest.send("error.rpc", json("{code: 7}")).errorBody()).isEqualTo(json("{code: 7}"));
        assertThat(nest.send("error.thrown", 1).errorBody().get("message").asString())
                .isEqualTo("Internal server error");
        assertThat(nest.send("error.cycle", 1).errorBody().get("status").asString())
                .isEqualTo("error");
        var failing = nest.send("stream.failing", 1);
        assertThat(failing.values()).containsExactly(json("1"), json("2"));
        assertThat(failing.errorBody().get("message").asString()).isEqualTo("after two values");
    }

    @Test
    void many_requests_of_nest_each_get_their_own_reply() {
        var load = nest.sendMany(2_000, "echo", Map.of("text", "x".repeat(100)));

        assertThat(load.ok()).as("%s", load.firstError()).isEqualTo(2_000);
    }

    @Test
    void events_of_nest_reach_java() {
        controller.seen().clear();

        nest.emit("user_created", Map.of("name", "Ada"));
        nest.emit(json("{event: 'deleted', entity: 'user'}"), 7);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(controller.seen())
                        .containsExactlyInAnyOrder(
                                Map.of("handler", "first", "user", Map.of("name", "Ada")),
                                Map.of("handler", "second", "user", Map.of("name", "Ada")),
                                7));
    }

    @Test
    void a_stream_that_nest_has_left_ends() {
        controller.endlessCancelled().set(false);

        assertThat(nest.take(2, "stream.endless", 1).values()).hasSize(2);

        await().atMost(LIMIT).untilTrue(controller.endlessCancelled());
    }

    @Test
    void large_payloads_and_odd_texts_come_back_whole() {
        for (var payload : List.of(
                "'" + "€".repeat(200_000) + "'", "'a\uD83D\uDE00é \\u0000\u2028'", "[[], {}, null, 1e300, -1.5]")) {
            assertThat(nest.send("echo", json(payload)).value()).isEqualTo(json(payload));
        }
    }

    @Test
    void a_pattern_of_nest_that_nobody_can_reach_waits_for_ever_there() {
        assertThat(nest.sendAsync("nobody", 1, Duration.ofMillis(500)).join().timedOut())
                .isTrue();
    }

    @Test
    void any_text_is_a_channel_between_nest_and_java() {
        assertThat(nest.send("odd *?[x] \"ä\uD83D\uDE00\"", 1).value()).isEqualTo(json("'odd'"));
    }

    @Test
    void wildcards_in_java_answer_nest() throws Exception {
        try (var _ = serve(transport(ofJava).wildcards(true), new Wild(recording.seen()))) {
            recording.seen().clear();
            for (var caller : List.of(nest, opened(NestClient.of(version, "redis", options(ofJava, true))))) {
                assertThat(caller.send("wild.1.2", 1).values()).containsExactly(json("'any wild.1.2'"));
                assertThat(caller.send("wild.exact", 1).values()).containsExactly(json("'exact'"));
            }
            assertThat(recording.seen()).as("replies are nobody's events").isEmpty();
        }
    }

    @Test
    void replicas_in_java_that_claim_answer_nest_once() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava).claimRequests(true), new Counting("a", seen));
                var _ = serve(transport(ofJava).claimRequests(true), new Counting("b", seen))) {
            var load = nest.sendMany(500, "counted", Map.of("x", 1));

            assertThat(load.ok()).as("%s", load.firstError()).isEqualTo(500);
            assertThat(seen).hasSize(500);
        }
    }

    @Test
    void metadata_of_nest_12_reaches_java() throws Exception {
        try (var caller = NestClient.start(
                version,
                0,
                version == NestVersion.V12
                        ? new String[] {
                            "--transport",
                            "redis",
                            "--options",
                            options(ofJava, false),
                            "--metadata",
                            "{\"trace\":\"t\"}"
                        }
                        : new String[] {"--transport", "redis", "--options", options(ofJava, false)})) {
            assertThat(caller.send("headers", 1).value())
                    .isEqualTo(json(version == NestVersion.V12 ? "'t'" : "'none'"));
        }
    }

    @Test
    void foreign_messages_are_events_for_java() {
        recording.seen().clear();
        var driver = RedisClient.create(ofJava.url());
        try (var plain = driver.connect()) {
            plain.sync().publish("foreign", "no json {");
            plain.sync().publish("foreign", "{\"id\":\"1\",\"a\":1}");
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(recording.seen()).containsExactlyInAnyOrder("no json {", "{id=1, a=1}"));
        } finally {
            driver.shutdown();
        }
    }

    // ---- Java calls Nest ----

    @Test
    void java_gets_the_replies_of_nest() {
        assertThat(java.request("{cmd: 'sum'}", List.of(1, 2, 3.5), double.class)
                        .block(LIMIT))
                .isEqualTo(6.5);
        assertThat(java.request("echo", json("{a: [1, null, 'ä\uD83D\uDE00']}"), JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(java.request("result.null", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        assertThat(java.request("result.undefined", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        assertThat(java.send("countdown", 1_000, Integer.class).collectList().block(LIMIT))
                .isEqualTo(IntStream.range(0, 1_000)
                        .mapToObj(passed -> 1_000 - passed)
                        .toList());
        assertThat(java.send("stream.delayed", Map.of("count", 3), Integer.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(1, 2, 3);
    }

    @Test
    void java_gets_the_errors_of_nest() {
        assertThatThrownBy(() -> java.request("error.text", 1, String.class).block(LIMIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("not today");
        assertThatThrownBy(() -> java.request("error.object", 1, String.class).block(LIMIT))
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error.code()).contains("OUT_OF_STOCK"));
        assertThatThrownBy(() -> java.request("nobody", 1, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void events_of_java_reach_nest() {
        java.request("events.clear", 0, Integer.class).block(LIMIT);

        java.emit("user_created", Map.of("name", "Ada")).block(LIMIT);
        java.emit("{event: 'deleted', entity: 'user'}", 1).block(LIMIT);

        var seen = java.request("events.seen", Map.of("atLeast", 3), JsonNode.class)
                .block(LIMIT);
        assertThat(String.valueOf(seen)).contains("first", "second", "deleted", "Ada");
    }

    @Test
    void many_requests_of_java_each_get_their_own_reply_of_nest() {
        var replies = Flux.range(0, 5_000)
                .flatMap(index -> java.request("echo", index, Integer.class).map(index::equals), 256)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(replies).hasSize(5_000).doesNotContain(false);
    }

    @Test
    void headers_of_java_are_metadata_for_nest_12() {
        var record = RedisRecord.builder(1).header("trace", "t").build();

        assertThat(java.request("context.metadata", record, JsonNode.class).block(LIMIT))
                .isEqualTo(json(version == NestVersion.V12 ? "{trace: 't'}" : "null"));
    }

    /** Nest 11 answers on the reply channel of the pattern, where no client waits. */
    @Test
    void wildcards_of_nest_12_answer_java() throws Exception {
        try (var broker = RedisBroker.start();
                var _ = NestService.of(version, "redis", options(broker, true));
                var caller = client(transport(broker))) {
            var reply = caller.withTimeout(Duration.ofSeconds(2)).request("wild.x.y.end", 1, String.class);
            if (version == NestVersion.V12) {
                assertThat(reply.block(LIMIT)).isEqualTo("wild.x.y.end");
            } else {
                assertThatThrownBy(() -> reply.block(LIMIT)).isInstanceOf(RequestTimeoutException.class);
            }
        }
    }

    @Test
    void each_replica_of_nest_answers_and_java_takes_what_comes_first() throws Exception {
        try (var broker = RedisBroker.start();
                var _ = NestService.of(version, "redis", options(broker, false));
                var _ = NestService.of(version, "redis", options(broker, false));
                var caller = client(transport(broker))) {
            for (var index = 0; index < 20; index++) {
                assertThat(caller.request("replica", 1, Integer.class).block(LIMIT))
                        .isPositive();
            }
        }
    }

    // ---- parts ----

    private static String options(Broker broker, boolean wildcards) {
        return "{\"host\":\"127.0.0.1\",\"port\":" + broker.port() + ",\"wildcards\":" + wildcards + "}";
    }

    private static RedisTransporter.Builder transport(Broker broker) {
        return RedisTransporter.builder().host("127.0.0.1").port(broker.port());
    }

    private static <C extends AutoCloseable> C opened(C closeable) {
        OPENED.add(closeable);
        return closeable;
    }

    private static MicroserviceServer serve(RedisTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return opened(builder.start());
    }

    private static ClientProxy client(RedisTransporter.Builder transport) {
        return opened(ClientProxyFactory.create(transport.build(), ClientOptions.defaults()));
    }

    @Controller
    private record Recording(Queue<String> seen) {
        @MessagePattern("odd *?[x] \"ä\uD83D\uDE00\"")
        String odd() {
            return "odd";
        }

        @MessagePattern("headers")
        String headers(RedisContext context) {
            return context.header("trace").orElse("none");
        }

        @EventPattern("foreign")
        void foreign(Object payload) {
            seen.add(payload.toString());
        }
    }

    @Controller
    private record Wild(Queue<String> seen) {
        @MessagePattern("wild.*")
        String any(RedisContext context) {
            return "any " + context.channel();
        }

        @MessagePattern("wild.exact")
        String exact() {
            return "exact";
        }

        @EventPattern("wild.*")
        void event(Object payload) {
            seen.add(payload.toString());
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @MessagePattern("counted")
        Object counted(Object payload) {
            seen.add(name);
            return payload;
        }
    }
}
