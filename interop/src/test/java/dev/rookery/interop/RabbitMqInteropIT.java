package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.rabbitmq.RmqAcknowledgement;
import dev.rookery.rabbitmq.RmqContext;
import dev.rookery.rabbitmq.RmqRecord;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Java and unmodified Nest services of both versions call each other by RabbitMQ; each service has a queue of its own. */
class RabbitMqInteropIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<Peers> PEERS = new ArrayList<>();
    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static Broker broker;

    /** A Java service that a Nest client calls, and a Nest service that a Java client calls. */
    record Peers(
            NestVersion version,
            String queueOfJava,
            String queueOfNest,
            JavaController controller,
            NestClient nest,
            ClientProxy java) {
        @Override
        public String toString() {
            return version.toString();
        }
    }

    @BeforeAll
    static void start_peers_of_each_version() {
        broker = opened(RabbitBroker.start());
        for (var version : NestVersion.values()) {
            var ofJava = "java" + version;
            var ofNest = "nest" + version;
            var controller = new JavaController();
            opened(serve(transport(ofJava), controller, new Natural()));
            opened(NestService.of(version, "rabbitmq", options(ofNest, "")));
            var nest = opened(NestClient.of(version, "rabbitmq", options(ofJava, "")));
            var java = opened(ClientProxyFactory.create(transport(ofNest).build(), ClientOptions.defaults()));
            PEERS.add(new Peers(version, ofJava, ofNest, controller, nest, java));
        }
    }

    @AfterAll
    static void close_all() throws Exception {
        for (var each : OPENED.reversed()) {
            each.close();
        }
    }

    // ---- Nest calls Java ----

    @ParameterizedTest
    @FieldSource("PEERS")
    void nest_gets_the_replies_of_java(Peers peers) {
        assertThat(peers.nest().send(json("{cmd: 'sum'}"), List.of(1, 2, 3.5)).value())
                .isEqualTo(json("6.5"));
        assertThat(peers.nest()
                        .send("echo", json("{a: [1, null, 'ä\uD83D\uDE00']}"))
                        .value())
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(peers.nest().send("result.null", 1).value()).isEqualTo(json("null"));
        assertThat(peers.nest().send("result.nothing", 1).values()).isEmpty();
        assertThat(peers.nest().send("countdown", 1_000).values())
                .hasSize(1_000)
                .endsWith(json("2"), json("1"));
        assertThat(peers.nest().send("stream.delayed", 3).values()).containsExactly(json("1"), json("2"), json("3"));
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void nest_gets_the_errors_of_java(Peers peers) {
        assertThat(peers.nest().send("error.text", 1).errorBody())
                .isEqualTo(json("{status: 'error', message: 'not today'}"));
        assertThat(peers.nest().send("error.guard", 1).errorBody())
                .isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
        assertThat(peers.nest().send("error.rpc", json("{code: 7}")).errorBody())
                .isEqualTo(json("{code: 7}"));
        assertThat(peers.nest()
                        .send("error.thrown", 1)
                        .errorBody()
                        .get("message")
                        .asString())
                .isEqualTo("Internal server error");
        assertThat(peers.nest().send("error.cycle", 1).errorBody().get("status").asString())
                .isEqualTo("error");
        var failing = peers.nest().send("stream.failing", 1);
        assertThat(failing.values()).containsExactly(json("1"), json("2"));
        assertThat(failing.errorBody().get("message").asString()).isEqualTo("after two values");
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void nest_is_told_that_there_is_no_handler(Peers peers) {
        assertThat(String.valueOf(peers.nest().send("nobody", 1).error())).contains("no matching message handler");
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void many_requests_of_nest_each_get_their_own_reply(Peers peers) {
        var load = peers.nest().sendMany(2_000, "echo", Map.of("text", "x".repeat(100)));

        assertThat(load.ok()).as("%s", load.firstError()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void events_of_nest_reach_java(Peers peers) {
        peers.controller().seen().clear();

        peers.nest().emit("user_created", Map.of("name", "Ada"));
        peers.nest().emit(json("{event: 'deleted', entity: 'user'}"), 7);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(peers.controller().seen())
                        .containsExactlyInAnyOrder(
                                Map.of("handler", "first", "user", Map.of("name", "Ada")),
                                Map.of("handler", "second", "user", Map.of("name", "Ada")),
                                7));
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void properties_of_nest_reach_java(Peers peers) {
        assertThat(peers.nest()
                        .sendWithHeaders("natural.headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t 3'"));
        assertThat(peers.nest().send("natural.record", 1).value()).isEqualTo(json("{ok: true}"));
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void wildcards_of_java_serve_nest_by_an_exchange(Peers peers) throws Exception {
        var queue = "wild" + peers.queueOfJava();
        try (var _ = serve(transport(queue).wildcards(true), new Natural());
                var nest = NestClient.of(peers.version(), "rabbitmq", options(queue, ",\"wildcards\":true"))) {
            assertThat(nest.send("natural.x.end", 1).value()).isEqualTo(json("'natural.x.end'"));
            assertThat(nest.send("a.b.inner.c", 1).value()).isEqualTo(json("'inner'"));
        }
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void a_fanout_exchange_brings_events_of_nest_to_each_java_service(Peers peers) throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var exchange = "fanout" + peers.queueOfJava();
        var fanout = ",\"exchange\":\"%s\",\"exchangeType\":\"fanout\"".formatted(exchange);
        try (var _ = serve(transport("").exchange(exchange).exchangeType("fanout"), new Counting("a", seen));
                var _ = serve(transport("").exchange(exchange).exchangeType("fanout"), new Counting("b", seen));
                var nest = NestClient.of(peers.version(), "rabbitmq", options(exchange + "q", fanout))) {
            nest.emit("counted", 1);

            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("a", "b"));
        }
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void java_settles_events_of_nest_by_hand(Peers peers) throws Exception {
        var queue = "hand" + peers.queueOfJava();
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(
                        transport(queue)
                                .acknowledgement(RmqAcknowledgement.MANUAL)
                                .prefetch(1),
                        new ByHand(seen));
                var nest = NestClient.of(peers.version(), "rabbitmq", options(queue, ""))) {
            for (var index = 0; index < 5; index++) {
                nest.emit("settled", index);
            }

            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(5));
        }
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void two_replicas_in_java_and_one_of_nest_share_what_nest_sends(Peers peers) throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var queue = "shared" + peers.queueOfJava();
        try (var _ = serve(transport(queue).prefetch(1), new Counting("a", seen));
                var _ = serve(transport(queue).prefetch(1), new Counting("b", seen));
                var _ = NestService.of(peers.version(), "rabbitmq", options(queue, ""));
                var nest = NestClient.of(peers.version(), "rabbitmq", options(queue, ""))) {
            var answers = new HashSet<String>();
            await().atMost(LIMIT).untilAsserted(() -> {
                var replies = nest.send("replica", 1).values();
                assertThat(replies).hasSize(1);
                answers.add(replies.getFirst().toString());
                assertThat(answers).hasSize(3);
            });
        }
    }

    // ---- Java calls Nest ----

    @ParameterizedTest
    @FieldSource("PEERS")
    void java_gets_the_replies_of_nest(Peers peers) {
        assertThat(peers.java()
                        .request("{cmd: 'sum'}", List.of(1, 2, 3.5), double.class)
                        .block(LIMIT))
                .isEqualTo(6.5);
        assertThat(peers.java()
                        .request("echo", json("{a: [1, null, 'ä\uD83D\uDE00']}"), JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(peers.java().request("result.null", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        assertThat(peers.java().request("result.undefined", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        assertThat(peers.java()
                        .send("countdown", 1_000, Integer.class)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(IntStream.range(0, 1_000)
                        .mapToObj(passed -> 1_000 - passed)
                        .toList());
        assertThat(peers.java()
                        .send("stream.delayed", Map.of("count", 3), Integer.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void java_gets_the_errors_of_nest(Peers peers) {
        assertThatThrownBy(() ->
                        peers.java().request("error.text", 1, String.class).block(LIMIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("not today");
        assertThatThrownBy(() ->
                        peers.java().request("error.object", 1, String.class).block(LIMIT))
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error.code()).contains("OUT_OF_STOCK"));
        assertThatThrownBy(() -> peers.java().request("nobody", 1, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class);
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void events_of_java_reach_nest(Peers peers) {
        peers.java().request("events.clear", 0, Integer.class).block(LIMIT);

        peers.java().emit("user_created", Map.of("name", "Ada")).block(LIMIT);
        peers.java().emit("{event: 'deleted', entity: 'user'}", 1).block(LIMIT);

        var seen = peers.java()
                .request("events.seen", Map.of("atLeast", 3), JsonNode.class)
                .block(LIMIT);
        assertThat(String.valueOf(seen)).contains("first", "second", "deleted", "Ada");
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void properties_of_java_reach_nest(Peers peers) {
        assertThat(peers.java()
                        .request(
                                "rabbitmq.message",
                                RmqRecord.builder(1)
                                        .header("trace", "t")
                                        .priority(4)
                                        .persistent(true)
                                        .build(),
                                JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json(("{pattern: 'rabbitmq.message', routingKey: '%s', headers: {trace: 't'}, priority: 4,"
                                + " deliveryMode: 2}")
                        .formatted(peers.queueOfNest())));
    }

    @ParameterizedTest
    @FieldSource("PEERS")
    void wildcards_and_manual_settling_of_nest_serve_java(Peers peers) throws Exception {
        var queue = "wild" + peers.queueOfNest();
        var hand = "hand" + peers.queueOfNest();
        try (var _ = NestService.of(peers.version(), "rabbitmq", options(queue, ",\"wildcards\":true"));
                var _ = NestService.of(
                        peers.version(), "rabbitmq", options(hand, ",\"noAck\":false,\"prefetchCount\":1"));
                var wild = ClientProxyFactory.create(
                        transport(queue).wildcards(true).build(), ClientOptions.defaults());
                var byHand = ClientProxyFactory.create(transport(hand).build(), ClientOptions.defaults())) {
            assertThat(wild.request("wild.x.end", 1, String.class).block(LIMIT)).isEqualTo("wild.x.end");
            assertThat(wild.request("wide.x.y", 1, String.class).block(LIMIT)).isEqualTo("wide.x.y");

            for (var index = 0; index < 5; index++) {
                byHand.emit("by.hand", index).block(LIMIT);
            }
            assertThat(byHand.request("handled", 1, JsonNode.class).block(LIMIT))
                    .isEqualTo(json("[0,1,2,3,4]"));
        }
    }

    // ---- parts ----

    private static String options(String queue, String more) {
        return "{\"urls\":[\"%s\"],\"queue\":\"%s\"%s}".formatted(broker.url(), queue, more);
    }

    private static RmqTransporter.Builder transport(String queue) {
        return RmqTransporter.builder().url(broker.url()).queue(queue);
    }

    private static <C extends AutoCloseable> C opened(C closeable) {
        OPENED.add(closeable);
        return closeable;
    }

    private static MicroserviceServer serve(RmqTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return builder.start();
    }

    @Controller
    private record Natural() {
        @MessagePattern("natural.headers")
        String headers(@Header("trace") String trace, RmqContext context) {
            return trace + " " + context.properties().getPriority();
        }

        @MessagePattern("natural.*.end")
        String wild(RmqContext context) {
            return context.pattern();
        }

        @MessagePattern("a.#.c")
        String inner() {
            return "inner";
        }

        @MessagePattern("natural.record")
        RmqRecord answer() {
            return RmqRecord.builder(Map.of("ok", true)).header("trace", "t").build();
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @EventPattern("counted")
        void counted() {
            seen.add(name);
        }

        @MessagePattern("replica")
        String replica() {
            return name;
        }
    }

    @Controller
    private record ByHand(Queue<String> seen) {
        @EventPattern("settled")
        void settled(int number, RmqContext context) {
            seen.add(Integer.toString(number));
            context.acknowledge();
        }
    }
}
