package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.error.StartException;
import dev.rookery.kafka.KafkaContext;
import dev.rookery.kafka.KafkaHeaders;
import dev.rookery.kafka.KafkaRecord;
import dev.rookery.kafka.KafkaRetriableException;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Java and unmodified Nest services of both versions call each other over Kafka, and are replicas of each other. */
@ParameterizedClass
@EnumSource(NestVersion.class)
@Timeout(120)
final class KafkaInteropIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    /** What a client of Nest has to say before it connects. */
    private static final List<String> PREPARED = List.of(
            "java.echo",
            "java.null",
            "java.countdown",
            "java.error",
            "java.failing",
            "java.retriable",
            "java.unexpected",
            "java.wild.one",
            "echo");

    private static @Nullable Peers peers;

    /** A Java service that a Nest client calls, and a Nest service that a Java client calls. */
    private record Peers(NestVersion version, Broker broker, JavaTopics topics, NestClient nest, ClientProxy java) {
        /** Those of one version at a time, since a broker of Kafka is large. */
        static Peers of(NestVersion version) {
            var present = peers;
            if (present == null || present.version() != version) {
                closeAll();
                present = start(version);
                peers = present;
            }
            return present;
        }

        private static Peers start(NestVersion version) {
            var broker = opened(KafkaBroker.start());
            makeTopics(broker);
            var topics = new JavaTopics(new ConcurrentLinkedQueue<>(), new AtomicInteger());
            opened(serve(broker, "java", topics));
            opened(NestService.of(version, "kafka", options(broker, "nest", "")));
            var nest = opened(NestClient.of(
                    version,
                    "kafka",
                    options(broker, "caller", ",\"responsesOf\":[\"" + String.join("\",\"", PREPARED) + "\"]")));
            return new Peers(version, broker, topics, nest, opened(client(broker)));
        }
    }

    private final NestVersion version;
    private final Broker broker;
    private final JavaTopics topics;
    private final NestClient nest;
    private final ClientProxy java;

    KafkaInteropIT(NestVersion version) {
        var present = Peers.of(version);
        this.version = version;
        this.broker = present.broker();
        this.topics = present.topics();
        this.nest = present.nest();
        this.java = present.java();
    }

    @AfterAll
    static void closeAll() {
        for (var each : OPENED.reversed()) {
            try {
                each.close();
            } catch (Exception error) {
                throw new IllegalStateException(error);
            }
        }
        OPENED.clear();
        peers = null;
    }

    // ---- Nest calls Java ----

    @Test
    void nest_gets_the_replies_of_java() {
        assertThat(nest.send("java.echo", json("{a: [1, null, 'ä\uD83D\uDE00']}"))
                        .value())
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(nest.send("java.echo", "text").value()).isEqualTo(json("'text'"));
        assertThat(nest.send("java.null", 1).value()).isEqualTo(json("null"));
        // Numbers are texts on Kafka, for Nest; an end that does not come with a value is a null.
        assertThat(nest.send("java.countdown", 3).values())
                .filteredOn(value -> !value.isNull())
                .containsExactly(json("'3'"), json("'2'"), json("'1'"));
        assertThat(nest.send("java.countdown", 1_000).values())
                .filteredOn(value -> !value.isNull())
                .hasSize(1_000);
    }

    @Test
    void nest_gets_the_errors_of_java() {
        assertThat(nest.send("java.error", "not today").errorBody())
                .isEqualTo(json("{status: 'error', message: 'not today'}"));
        assertThat(nest.send("java.unexpected", 1).errorBody().get("message").asString())
                .isEqualTo("Internal server error");
        var failing = nest.send("java.failing", 1);
        assertThat(failing.values()).containsExactly(json("'1'"), json("'2'"));
        assertThat(failing.errorBody().get("message").asString()).isEqualTo("after two values");
    }

    @Test
    void a_request_of_nest_is_tried_again_until_java_can_answer() {
        topics.failures().set(2);

        assertThat(nest.send("java.retriable", 1, LIMIT).value()).isEqualTo(json("'at last'"));
    }

    @Test
    void many_requests_of_nest_each_get_their_own_reply() {
        var load = nest.sendMany(1_000, "java.echo", Map.of("text", "x".repeat(100)));

        assertThat(load.ok()).as("%s", load.firstError()).isEqualTo(1_000);
    }

    @Test
    void events_of_nest_reach_java() {
        topics.seen().clear();

        nest.emit("java.created", Map.of("name", "Ada"));
        nest.emit("java.created", json("{key: 'k', value: {name: 'Grace'}, headers: {trace: 't'}}"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.seen())
                        .containsExactlyInAnyOrder("none none {name=Ada}", "k t {name=Grace}"));
    }

    @Test
    void an_expression_of_java_takes_what_nest_sends() {
        topics.seen().clear();

        assertThat(nest.send("java.wild.one", 1).value()).isEqualTo(json("'java.wild.one'"));
        nest.emit("java.changed.name", Map.of("name", "Ada"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.seen()).containsExactly("java.changed.name {name=Ada}"));
    }

    // ---- Java calls Nest ----

    @Test
    void java_gets_the_replies_of_nest() {
        assertThat(java.request("math.sum", List.of(1, 2, 3.5), double.class).block(LIMIT))
                .isEqualTo(6.5);
        assertThat(java.request("echo", json("{a: [1, null, 'ä\uD83D\uDE00']}"), JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json("{a: [1, null, 'ä\uD83D\uDE00']}"));
        assertThat(java.request("echo", "text", String.class).block(LIMIT)).isEqualTo("text");
        assertThat(java.request("result.null", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        assertThat(java.request("result.undefined", 1, String.class).blockOptional(LIMIT))
                .isEmpty();
        // A number would come there as a text, with which JavaScript counts otherwise.
        var numbers = IntStream.range(0, 100).boxed().toList();
        assertThat(java.send("stream.values", numbers, Integer.class)
                        .collectList()
                        .block(LIMIT))
                .isEqualTo(numbers);
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
    void java_waits_while_nest_tries_again() {
        assertThat(java.withTimeout(LIMIT)
                        .request("kafka.retriable", 1, Integer.class)
                        .block(LIMIT))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void keys_and_headers_of_java_reach_nest() {
        var record = KafkaRecord.builder(Map.of("a", 1))
                .key("k")
                .header("trace", "t")
                .build();

        var seen = java.request("kafka.context", record, JsonNode.class)
                .blockOptional(LIMIT)
                .orElseThrow();

        assertThat(seen.get("keyed").asString()).isEqualTo("k");
        assertThat(seen.get("data")).isEqualTo(json("{a: 1}"));
        assertThat(seen.get("headers").get("trace").asString()).isEqualTo("t");
        assertThat(seen.get("headers").get(KafkaHeaders.REPLY_TOPIC).asString()).isEqualTo("kafka.context.reply");
        assertThat(seen.get("headers").has(KafkaHeaders.CONTENT_TYPE))
                .as("objects go as Nest's do")
                .isFalse();
    }

    @Test
    void events_of_java_reach_nest() {
        java.request("events.clear", 0, Integer.class).block(LIMIT);

        java.emit("user_created", Map.of("name", "Ada")).block(LIMIT);

        var seen = java.request("events.seen", Map.of("atLeast", 1), JsonNode.class)
                .block(LIMIT);
        assertThat(String.valueOf(seen)).contains("created", "Ada");
    }

    @Test
    void an_expression_of_nest_takes_what_java_sends() {
        assumeTrue(version == NestVersion.V12, "Nest 11 knows no expressions");
        java.request("events.clear", 0, Integer.class).block(LIMIT);

        assertThat(java.request("wild.one", 1, String.class).block(LIMIT)).isEqualTo("wild.one");
        java.emit("happened.once", Map.of("name", "Ada")).block(LIMIT);

        var seen = java.request("events.seen", Map.of("handler", "wild", "atLeast", 1), JsonNode.class)
                .block(LIMIT);
        assertThat(String.valueOf(seen)).contains("happened.once", "Ada");
    }

    @Test
    void many_requests_of_java_each_get_their_own_reply_of_nest() {
        var replies = Flux.range(0, 2_000)
                .flatMap(index -> java.request("echo", index, Integer.class).map(index::equals), 256)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(replies).hasSize(2_000).doesNotContain(false);
    }

    // ---- together ----

    @Test
    void a_nest_and_a_java_client_share_a_reply_topic() {
        var ofNest = CompletableFuture.supplyAsync(() -> nest.sendMany(300, "echo", Map.of("a", 1)));
        var ofJava = Flux.range(0, 300)
                .flatMap(index -> java.request("echo", index, Integer.class).map(index::equals), 32)
                .collectList()
                .block(LIMIT);

        assertThat(ofJava).hasSize(300).doesNotContain(false);
        assertThat(ofNest.join().ok()).isEqualTo(300);
    }

    @Test
    void a_java_and_a_nest_replica_share_a_group_while_one_joins_and_leaves() {
        try (var _ = serve(broker, "mixed", new JavaReplica())) {
            assertThat(answers(20)).containsOnlyKeys("java");
            try (var _ = NestService.of(version, "kafka", options(broker, "mixed", ",\"handlers\":\"replica\""))) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(answers(30)).hasSize(2));
                try (var _ = serve(broker, "mixed", new JavaReplica())) {
                    assertThat(answers(60)).hasSize(2);
                }
                assertThat(answers(60)).isNotEmpty();
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(answers(30)).containsOnlyKeys("java"));
        }
    }

    /** Who answers how many requests, of which none is lost. */
    private Map<String, Long> answers(int count) {
        var answers = Flux.range(0, count)
                .flatMap(index -> java.withTimeout(LIMIT).request("mixed.work", index, String.class), 8)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(answers).hasSize(count);
        return answers.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
    }

    @Test
    void the_group_of_a_nest_client_is_a_start_error_that_names_its_members() {
        nest.connect();

        assertThatThrownBy(() -> MicroserviceServer.builder()
                        .controller(new JavaReplica())
                        .transporter(KafkaTransporter.builder()
                                .brokers("127.0.0.1:" + broker.port())
                                .groupId("caller")
                                .postfixId("-client")
                                .build())
                        .start()
                        .close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("caller-client")
                .hasMessageContaining("NestReplyPartitionAssigner");
    }

    // ---- parts ----

    private static String options(Broker broker, String group, String more) {
        return "{\"client\":{\"brokers\":[\"127.0.0.1:" + broker.port() + "\"],\"clientId\":\"" + group
                + "\"},\"consumer\":{\"groupId\":\"" + group
                + "\",\"sessionTimeout\":6000,\"heartbeatInterval\":500}" + more + "}";
    }

    /** KafkaJS subscribes to topics that are missing, and gives up before the broker has made them. */
    private static void makeTopics(Broker broker) {
        var topics = Stream.concat(
                        Stream.of(
                                        "echo typeOf codeUnits repeat slow countdown math.sum kafka.context kafka.retriable user_created",
                                        "result.undefined result.null result.promise result.promiseOfStream result.empty result.never",
                                        "stream.values stream.undefined stream.delayed stream.failing stream.failingLater stream.endless",
                                        "error.rpc error.text error.object error.array error.rejected error.thrown error.thrownText",
                                        "error.http error.guard events.seen events.clear java.created",
                                        "java.changed.name wild.one happened.once")
                                .flatMap(line -> Stream.of(line.split(" "))),
                        PREPARED.stream())
                .flatMap(topic -> Stream.of(topic, topic + ".reply"))
                .distinct()
                .map(topic -> new NewTopic(topic, 1, (short) 1));
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + broker.port()))) {
            admin.createTopics(Stream.concat(topics, Stream.of(new NewTopic("mixed.work", 6, (short) 1)))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static <C extends AutoCloseable> C opened(C closeable) {
        OPENED.add(closeable);
        return closeable;
    }

    private static MicroserviceServer serve(Broker broker, String group, Object controller) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(KafkaTransporter.builder()
                        .brokers("127.0.0.1:" + broker.port())
                        .groupId(group)
                        .build())
                .start();
    }

    private static ClientProxy client(Broker broker) {
        return ClientProxyFactory.create(
                KafkaTransporter.builder().brokers("127.0.0.1:" + broker.port()).build(), ClientOptions.defaults());
    }

    /** A replica of what Nest's peer is, when it is asked for only that. */
    private static final class JavaReplica {
        @MessagePattern("mixed.work")
        String work() {
            return "java";
        }
    }

    /** What Nest calls. */
    private record JavaTopics(Queue<String> seen, AtomicInteger failures) {
        @MessagePattern("java.echo")
        Object echo(Object data) {
            return data;
        }

        @MessagePattern("java.null")
        @Nullable Object nothing() {
            return null;
        }

        @MessagePattern("java.countdown")
        Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(passed -> from - passed);
        }

        @MessagePattern("java.error")
        Mono<String> error(String text) {
            return Mono.error(new RpcException(text));
        }

        @MessagePattern("java.unexpected")
        Mono<String> unexpected() {
            return Mono.error(new IllegalStateException("a secret of the service"));
        }

        @MessagePattern("java.failing")
        Flux<Integer> failing() {
            return Flux.just(1, 2).concatWith(Flux.error(new RpcException("after two values")));
        }

        @MessagePattern("java.retriable")
        String retriable() {
            if (failures.getAndDecrement() > 0) {
                throw new KafkaRetriableException("not yet");
            }
            return "at last";
        }

        @MessagePattern("/^java\\.wild\\.[a-z]+$/")
        String wild(KafkaContext context) {
            return context.topic();
        }

        @EventPattern("/^java\\.changed\\./")
        void changed(Object user, KafkaContext context) {
            seen.add(context.topic() + " " + user);
        }

        @EventPattern("java.created")
        void created(Object user, KafkaContext context) {
            seen.add(
                    context.key().orElse("none") + " " + context.header("trace").orElse("none") + " " + user);
        }
    }
}
