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
import dev.rookery.rabbitmq.RmqAcknowledgement;
import dev.rookery.rabbitmq.RmqContext;
import dev.rookery.rabbitmq.RmqRecord;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Java and Nest call each other by RabbitMQ; each service has a queue of its own. */
final class RabbitMqInteropIT extends Interop<RabbitMqInteropIT.Queued> {
    private static final AtomicInteger QUEUES = new AtomicInteger();
    private static Broker broker;

    /** A queue of its own. */
    record Queued(String queue, Place place) implements Place {
        @Override
        public MicroserviceServer serve(ServerOptions options, Object... controllers) {
            return place.serve(options, controllers);
        }

        @Override
        public ClientProxy client(ClientOptions options) {
            return place.client(options);
        }

        @Override
        public NestService nestService(NestVersion version, String... flags) {
            return place.nestService(version, flags);
        }

        @Override
        public NestClient nestClient(NestVersion version, String... flags) {
            return place.nestClient(version, flags);
        }

        @Override
        public void close() {}
    }

    RabbitMqInteropIT() {
        super(RabbitMqInteropIT::place, new Natural());
    }

    /** A node takes seconds to start: all share one. */
    @BeforeAll
    static void start_the_broker() {
        broker = RabbitBroker.start();
    }

    @AfterAll
    static void close_the_broker() {
        broker.close();
    }

    private static Queued place() {
        var queue = "place" + QUEUES.incrementAndGet();
        return new Queued(queue, new BrokerPlace(broker, transport(queue).build(), "rabbitmq", options(queue, "")));
    }

    // ---- Nest calls Java ----

    @Test
    void nest_is_told_that_there_is_no_handler() {
        assertThat(String.valueOf(nest().send("nobody", 1).error())).contains("no matching message handler");
    }

    @Test
    void properties_of_nest_reach_java() {
        assertThat(nest().sendWithHeaders("natural.headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t 3'"));
        assertThat(nest().send("natural.record", 1).value()).isEqualTo(json("{ok: true}"));
    }

    @Test
    void wildcards_of_java_serve_nest_by_an_exchange() throws Exception {
        var queue = "wild" + ofJava().queue();
        try (var _ = serve(transport(queue).wildcards(true), new Natural());
                var nest = NestClient.of(version(), "rabbitmq", options(queue, ",\"wildcards\":true"))) {
            assertThat(nest.send("natural.x.end", 1).value()).isEqualTo(json("'natural.x.end'"));
            assertThat(nest.send("a.b.inner.c", 1).value()).isEqualTo(json("'inner'"));
        }
    }

    @Test
    void a_fanout_exchange_brings_events_of_nest_to_each_java_service() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var exchange = "fanout" + ofJava().queue();
        var fanout = ",\"exchange\":\"%s\",\"exchangeType\":\"fanout\"".formatted(exchange);
        try (var _ = serve(transport("").exchange(exchange).exchangeType("fanout"), new Counting("a", seen));
                var _ = serve(transport("").exchange(exchange).exchangeType("fanout"), new Counting("b", seen));
                var nest = NestClient.of(version(), "rabbitmq", options(exchange + "q", fanout))) {
            nest.emit("counted", 1);

            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("a", "b"));
        }
    }

    @Test
    void java_settles_events_of_nest_by_hand() throws Exception {
        var queue = "hand" + ofJava().queue();
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(
                        transport(queue)
                                .acknowledgement(RmqAcknowledgement.MANUAL)
                                .prefetch(1),
                        new ByHand(seen));
                var nest = NestClient.of(version(), "rabbitmq", options(queue, ""))) {
            for (var index = 0; index < 5; index++) {
                nest.emit("settled", index);
            }

            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(5));
        }
    }

    @Test
    void two_replicas_in_java_and_one_of_nest_share_what_nest_sends() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var queue = "shared" + ofJava().queue();
        try (var _ = serve(transport(queue).prefetch(1), new Counting("a", seen));
                var _ = serve(transport(queue).prefetch(1), new Counting("b", seen));
                var _ = NestService.of(version(), "rabbitmq", options(queue, ""));
                var nest = NestClient.of(version(), "rabbitmq", options(queue, ""))) {
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

    @Test
    void java_is_told_that_there_is_no_handler() {
        assertThatThrownBy(() -> java().request("nobody", 1, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void properties_of_java_reach_nest() {
        assertThat(java().request(
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
                        .formatted(ofNest().queue())));
    }

    @Test
    void wildcards_and_manual_settling_of_nest_serve_java() throws Exception {
        var queue = "wild" + ofNest().queue();
        var hand = "hand" + ofNest().queue();
        try (var _ = NestService.of(version(), "rabbitmq", options(queue, ",\"wildcards\":true"));
                var _ = NestService.of(version(), "rabbitmq", options(hand, ",\"noAck\":false,\"prefetchCount\":1"));
                var wild = client(transport(queue).wildcards(true));
                var byHand = client(transport(hand))) {
            assertThat(wild.request("wild.x.end", 1, String.class).block(LIMIT)).isEqualTo("wild.x.end");
            assertThat(wild.request("wide.x.y", 1, String.class).block(LIMIT)).isEqualTo("wide.x.y");

            for (var index = 0; index < 5; index++) {
                byHand.emit("by.hand", index).block(LIMIT);
            }
            assertThat(byHand.request("handled", 1, JsonNode.class).block(LIMIT))
                    .isEqualTo(json("[0,1,2,3,4]"));
        }
    }

    @Test
    void a_fanout_exchange_brings_events_of_java_to_each_nest_service() throws Exception {
        var exchange = "fanout" + ofNest().queue();
        var queues = List.of(exchange + ".a", exchange + ".b");
        var fanout = ",\"noAck\":false,\"exchange\":\"%s\",\"exchangeType\":\"fanout\"".formatted(exchange);
        try (var _ = NestService.of(version(), "rabbitmq", options(queues.getFirst(), fanout));
                var _ = NestService.of(version(), "rabbitmq", options(queues.getLast(), fanout));
                var client = client(transport("").exchange(exchange).exchangeType("fanout"));
                var first = client(transport(queues.getFirst()));
                var last = client(transport(queues.getLast()))) {
            client.emit("by.hand", 7).block(LIMIT);

            for (var service : List.of(first, last)) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(service.request("handled", 1, JsonNode.class)
                                        .block(LIMIT))
                                .isEqualTo(json("[7]")));
            }
        }
    }

    @Test
    void two_replicas_of_nest_and_one_in_java_share_what_java_sends() throws Exception {
        var queue = "shared" + ofNest().queue();
        try (var _ = NestService.of(version(), "rabbitmq", options(queue, ""));
                var _ = NestService.of(version(), "rabbitmq", options(queue, ""));
                var _ = serve(transport(queue).prefetch(1), new Counting("java", new ConcurrentLinkedQueue<>()));
                var client = client(transport(queue))) {
            var answers = new HashSet<String>();
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(client.send("replica", 1, JsonNode.class)
                                .collectList()
                                .block(LIMIT))
                        .singleElement()
                        .satisfies(reply -> answers.add(reply.toString()));
                assertThat(answers).hasSize(3);
            });
        }
    }

    // ---- parts ----

    private static ClientProxy client(RmqTransporter.Builder transport) {
        return ClientProxyFactory.create(transport.build(), ClientOptions.defaults());
    }

    private static String options(String queue, String more) {
        return "{\"urls\":[\"%s\"],\"queue\":\"%s\"%s}".formatted(broker.url(), queue, more);
    }

    private static RmqTransporter.Builder transport(String queue) {
        return RmqTransporter.builder().url(broker.url()).queue(queue);
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
