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
import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.nats.NatsContext;
import dev.rookery.nats.NatsQueue;
import dev.rookery.nats.NatsRecord;
import dev.rookery.nats.NatsTransporter;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Java and unmodified Nest services of both versions call each other over NATS; each side has a broker of its own. */
@ParameterizedClass
@EnumSource(NestVersion.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NatsInteropIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NestVersion version;
    private final Broker ofJava = NatsBroker.start();
    private final Broker ofNest = NatsBroker.start();
    private final JavaController controller = new JavaController();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final NestClient nest;
    private final ClientProxy java;

    NatsInteropIT(NestVersion version) {
        this.version = version;
        serve(transport(ofJava), controller, new Natural("one", new ConcurrentLinkedQueue<>()));
        nest = opened(NestClient.of(version, "nats", options(ofJava)));
        opened(NestService.of(version, "nats", options(ofNest)));
        java = client(transport(ofNest));
    }

    @AfterAll
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        ofJava.close();
        ofNest.close();
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
    void nest_is_told_at_once_that_nobody_listens() {
        var reply = nest.send("nobody", 1);

        assertThat(String.valueOf(reply.error())).contains("Empty response");
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
    void headers_and_wildcards_of_nest_reach_java() {
        assertThat(nest.sendWithHeaders("natural.headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t'"));
        assertThat(nest.send("natural.x.end", 1).value()).isEqualTo(json("'natural.x.end'"));
        assertThat(nest.send("natural.record", 1).value()).isEqualTo(json("{ok: true}"));
    }

    @Test
    void two_replicas_in_java_share_what_nest_sends() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava).queue("group"), new Counting("a", seen));
                var _ = serve(transport(ofJava).queue("group"), new Counting("b", seen))) {
            for (var index = 0; index < 40; index++) {
                nest.emit("counted", index);
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(40));
            assertThat(nest.send("counted.all", 1).values()).hasSize(1);
            assertThat(seen).hasSize(40).contains("a", "b");
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
    void headers_and_wildcards_of_java_reach_nest() {
        assertThat(java.request(
                                "nats.headers",
                                NatsRecord.builder(1).header("trace", "t").build(),
                                JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json("{subject: 'nats.headers', headers: {trace: 't'}}"));
        assertThat(java.request("wild.x.end", 1, String.class).block(LIMIT)).isEqualTo("wild.x.end");
    }

    @Test
    void two_replicas_of_nest_share_what_java_sends() throws Exception {
        try (var _ = NestService.of(version, "nats", options(ofNest))) {
            var answers = new HashSet<Integer>();
            await().atMost(LIMIT).untilAsserted(() -> {
                var replies =
                        java.send("replica", 1, Integer.class).collectList().block(LIMIT);
                assertThat(replies).hasSize(1);
                answers.addAll(replies);
                assertThat(answers).hasSize(2);
            });
        }
    }

    // ---- parts ----

    private static String options(Broker broker) {
        return "{\"servers\":[\"" + broker.url() + "\"]}";
    }

    private static NatsTransporter.Builder transport(Broker broker) {
        return NatsTransporter.builder().servers(broker.url());
    }

    private <C extends AutoCloseable> C opened(C closeable) {
        opened.add(closeable);
        return closeable;
    }

    private MicroserviceServer serve(NatsTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return opened(builder.start());
    }

    private ClientProxy client(NatsTransporter.Builder transport) {
        return opened(ClientProxyFactory.create(transport.build(), ClientOptions.defaults()));
    }

    @Controller
    private record Natural(String name, Queue<String> seen) {
        @MessagePattern("natural.headers")
        String headers(@Header("trace") String trace) {
            return trace;
        }

        @MessagePattern("natural.*.end")
        String wild(NatsContext context) {
            return context.subject();
        }

        @MessagePattern("natural.record")
        @NatsQueue("records")
        NatsRecord answer() {
            return NatsRecord.builder(Map.of("ok", true)).header("trace", "t").build();
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @EventPattern("counted")
        void counted() {
            seen.add(name);
        }

        @MessagePattern("counted.all")
        int all() {
            return seen.size();
        }
    }
}
