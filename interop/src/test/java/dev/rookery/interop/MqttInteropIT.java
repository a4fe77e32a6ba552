package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.mqtt.MqttContext;
import dev.rookery.mqtt.MqttQos;
import dev.rookery.mqtt.MqttRecord;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.mqtt.MqttVersion;
import dev.rookery.server.MicroserviceServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Java and Nest call each other over MQTT. Nest speaks 3.1.1, as it does unless told otherwise, and MQTT 5 where properties matter. */
@SuppressWarnings("NullAway.Init") // set before the tests of each version
final class MqttInteropIT extends Interop<BrokerPlace> {
    private NestClient nestOf5;
    private ClientProxy javaOf3;

    MqttInteropIT() {
        super(MqttInteropIT::place, new Natural(new ConcurrentLinkedQueue<>()));
    }

    @BeforeParameterizedClassInvocation
    void startPeersOfTheOtherVersions() {
        nestOf5 = opened(NestClient.of(version(), "mqtt", optionsOf5(ofJava().broker())));
        javaOf3 = opened(ClientProxyFactory.create(
                transport(ofNest().broker()).version(MqttVersion.V3_1_1).build()));
    }

    private static BrokerPlace place() {
        var broker = MosquittoBroker.builder().config("set_tcp_nodelay true").start();
        return new BrokerPlace(broker, transport(broker).build(), "mqtt", options(broker));
    }

    /** With several at once Nest's client loses replies, since it unsubscribes while the next request subscribes. */
    @Override
    public int requestsOfNestAtOnce() {
        return 1;
    }

    // ---- Nest calls Java ----

    /** One after the other: of several at once Nest's client loses replies, since it unsubscribes while the next request subscribes. */
    @Test
    void requests_of_nest_each_get_their_own_reply() {
        for (var index = 0; index < 50; index++) {
            assertThat(nest().send("echo", index).value().asInt()).isEqualTo(index);
        }
    }

    @Test
    void an_object_loses_its_key_options_when_nest_sends_it() {
        assertThat(nest().send("echo", json("{options: 1, x: 2}")).value()).isEqualTo(json("{x: 2}"));
    }

    @Test
    void user_properties_qualities_of_service_and_wildcards_of_nest_reach_java() {
        assertThat(nestOf5.sendWithHeaders("natural/headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t at 1'"));
        assertThat(nest().send("natural/x/end", 1).value()).isEqualTo(json("'natural/x/end'"));
        assertThat(nest().send("natural/record", 1).value()).isEqualTo(json("{ok: true}"));
        assertThat(nestOf5.send("natural/record", 1).value()).isEqualTo(json("{ok: true}"));
        assertThat(nest().send("natural//end", 1).value()).isEqualTo(json("'natural//end'"));
    }

    @Test
    void a_reply_to_a_topic_with_special_characters_reaches_nest() {
        assertThat(nest().send(json("{cmd: 'Straße \uD83D\uDE00 $x'}"), 1).value())
                .isEqualTo(json("'special'"));
    }

    @Test
    void two_replicas_in_java_share_what_nest_sends() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava().broker()).sharedGroup("group"), new Counting("a", seen));
                var _ = serve(transport(ofJava().broker()).sharedGroup("group"), new Counting("b", seen))) {
            for (var index = 0; index < 40; index++) {
                nest().emit("counted", index);
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(40));
            assertThat(nest().send("counted/all", 1).values()).hasSize(1);
            assertThat(seen).hasSize(40).contains("a", "b");
        }
    }

    // ---- Java calls Nest ----

    @Test
    void many_requests_of_java_at_once_each_get_their_own_reply() {
        for (var client : List.of(java(), javaOf3)) {
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
        try (var place = newPlace();
                var _ = NestService.of(version(), "mqtt", optionsOf5(place.broker()));
                var client = place.client(ClientOptions.defaults())) {
            assertThat(client.request("mqtt/packet", record, JsonNode.class).block(LIMIT))
                    .isEqualTo(json("{topic: 'mqtt/packet', qos: 1, retain: false, userProperties: {trace: 't'}}"));
        }
        assertThat(java().request("mqtt/packet", 1, JsonNode.class).block(LIMIT))
                .isEqualTo(json("{topic: 'mqtt/packet', qos: 0, retain: false, userProperties: null}"));
        assertThat(javaOf3.request("wild/x/end", 1, String.class).block(LIMIT)).isEqualTo("wild/x/end");

        java().emit("notes/a", MqttRecord.builder(Map.of("x", 1)).qos(2).build())
                .block(LIMIT);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                java().request("noted", 1, JsonNode.class).block(LIMIT))
                        .isEqualTo(json("[{topic: 'notes/a', qos: 2, data: {x: 1}}]")));
    }

    @Test
    void two_replicas_of_nest_share_what_java_sends() throws Exception {
        try (var _ = ofNest().nestService(version())) {
            var answers = new HashSet<Integer>();
            await().atMost(LIMIT).untilAsserted(() -> {
                var replies =
                        java().send("replica", 1, Integer.class).collectList().block(LIMIT);
                assertThat(replies).hasSize(1);
                answers.addAll(replies);
                assertThat(answers).hasSize(2);
            });
        }
    }

    // ---- parts ----

    private static String options(Broker broker) {
        return "{\"url\":\"" + broker.url() + "\"}";
    }

    private static String optionsOf5(Broker broker) {
        return "{\"url\":\"" + broker.url() + "\",\"protocolVersion\":5}";
    }

    private static MqttTransporter.Builder transport(Broker broker) {
        return MqttTransporter.builder().url(broker.url());
    }

    private MicroserviceServer serve(MqttTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return opened(builder.start());
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
