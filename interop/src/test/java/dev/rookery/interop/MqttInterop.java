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
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.mqtt.MqttContext;
import dev.rookery.mqtt.MqttQos;
import dev.rookery.mqtt.MqttRecord;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.mqtt.MqttVersion;
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
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Java and unmodified Nest services of both versions call each other over MQTT; each side has a broker of its own. Nest speaks 3.1.1, as it does
 * unless told otherwise, and MQTT 5 where properties matter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MqttInterop {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NestVersion version;
    private final Broker ofJava = broker();
    private final Broker ofNest = broker();
    private final JavaController controller = new JavaController();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final NestClient nest;
    private final NestClient nestOf5;
    private final ClientProxy java;
    private final ClientProxy javaOf3;

    MqttInterop(NestVersion version) {
        this.version = version;
        serve(transport(ofJava), controller, new Natural(new ConcurrentLinkedQueue<>()));
        nest = opened(NestClient.of(version, "mqtt", options(ofJava)));
        nestOf5 = opened(NestClient.of(version, "mqtt", optionsOf5(ofJava)));
        opened(NestService.of(version, "mqtt", optionsOf5(ofNest)));
        java = client(transport(ofNest));
        javaOf3 = client(transport(ofNest).version(MqttVersion.V3_1_1));
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

    /** One after the other: of several at once Nest's client loses replies, since it unsubscribes while the next request subscribes. */
    @Test
    void requests_of_nest_each_get_their_own_reply() {
        for (var index = 0; index < 50; index++) {
            assertThat(nest.send("echo", index).value().asInt()).isEqualTo(index);
        }
    }

    @Test
    void an_object_loses_its_key_options_when_nest_sends_it() {
        assertThat(nest.send("echo", json("{options: 1, x: 2}")).value()).isEqualTo(json("{x: 2}"));
    }

    @Test
    void user_properties_qualities_of_service_and_wildcards_of_nest_reach_java() {
        assertThat(nestOf5.sendWithHeaders("natural/headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t at 1'"));
        assertThat(nest.send("natural/x/end", 1).value()).isEqualTo(json("'natural/x/end'"));
        assertThat(nest.send("natural/record", 1).value()).isEqualTo(json("{ok: true}"));
        assertThat(nestOf5.send("natural/record", 1).value()).isEqualTo(json("{ok: true}"));
        assertThat(nest.send("natural//end", 1).value()).isEqualTo(json("'natural//end'"));
    }

    @Test
    void a_reply_to_a_topic_with_special_characters_reaches_nest() {
        assertThat(nest.send(json("{cmd: 'Straße \uD83D\uDE00 $x'}"), 1).value())
                .isEqualTo(json("'special'"));
    }

    @Test
    void two_replicas_in_java_share_what_nest_sends() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava).sharedGroup("group"), new Counting("a", seen));
                var _ = serve(transport(ofJava).sharedGroup("group"), new Counting("b", seen))) {
            for (var index = 0; index < 40; index++) {
                nest.emit("counted", index);
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(40));
            assertThat(nest.send("counted/all", 1).values()).hasSize(1);
            assertThat(seen).hasSize(40).contains("a", "b");
        }
    }

    // ---- Java calls Nest ----

    @Test
    void many_requests_of_java_at_once_each_get_their_own_reply() {
        for (var client : List.of(java, javaOf3)) {
            var sums = Flux.range(0, 1_000)
                    .flatMap(index -> client.request("math.sum", List.of(index, 1), Integer.class), 64)
                    .collectList()
                    .block(LIMIT);

            assertThat(sums)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 1_000).boxed().toList());
        }
    }

    @Test
    void user_properties_qualities_of_service_and_wildcards_of_java_reach_nest() {
        var record = MqttRecord.builder(1).qos(2).userProperty("trace", "t").build();
        assertThat(java.request("mqtt/packet", record, JsonNode.class).block(LIMIT))
                .isEqualTo(json("{topic: 'mqtt/packet', qos: 1, retain: false, userProperties: {trace: 't'}}"));
        assertThat(java.request("mqtt/packet", 1, JsonNode.class).block(LIMIT))
                .isEqualTo(json("{topic: 'mqtt/packet', qos: 0, retain: false, userProperties: null}"));
        assertThat(javaOf3.request("wild/x/end", 1, String.class).block(LIMIT)).isEqualTo("wild/x/end");

        java.emit("notes/a", MqttRecord.builder(Map.of("x", 1)).qos(2).build()).block(LIMIT);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                java.request("noted", 1, JsonNode.class).block(LIMIT))
                        .isEqualTo(json("[{topic: 'notes/a', qos: 2, data: {x: 1}}]")));
    }

    @Test
    void two_replicas_of_nest_share_what_java_sends() throws Exception {
        try (var _ = NestService.of(version, "mqtt", options(ofNest))) {
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

    // ---- parts ----

    private static Broker broker() {
        return MosquittoBroker.builder().config("set_tcp_nodelay true").start();
    }

    private static String options(Broker broker) {
        return "{\"url\":\"" + broker.url() + "\"}";
    }

    private static String optionsOf5(Broker broker) {
        return "{\"url\":\"" + broker.url() + "\",\"protocolVersion\":5}";
    }

    private static MqttTransporter.Builder transport(Broker broker) {
        return MqttTransporter.builder().url(broker.url());
    }

    private <C extends AutoCloseable> C opened(C closeable) {
        opened.add(closeable);
        return closeable;
    }

    private MicroserviceServer serve(MqttTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return opened(builder.start());
    }

    private ClientProxy client(MqttTransporter.Builder transport) {
        return opened(ClientProxyFactory.create(transport.build()));
    }

    @Controller
    private record Natural(Queue<String> seen) {
        @MessagePattern("natural/headers")
        @MqttQos(1)
        String headers(@Header("trace") String trace, MqttContext context) {
            return trace + " at " + context.qos();
        }

        @MessagePattern("natural/+/end")
        String wild(MqttContext context) {
            return context.topic();
        }

        @MessagePattern("natural/record")
        MqttRecord answer() {
            return MqttRecord.builder(Map.of("ok", true))
                    .qos(1)
                    .userProperty("trace", "t")
                    .build();
        }

        @MessagePattern("{cmd: 'Straße \uD83D\uDE00 $x'}")
        String special() {
            return "special";
        }

        @EventPattern("natural/#")
        void all(MqttContext context) {
            seen.add(context.topic());
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @EventPattern("counted")
        void counted() {
            seen.add(name);
        }

        @MessagePattern("counted/all")
        int all() {
            return seen.size();
        }
    }
}
