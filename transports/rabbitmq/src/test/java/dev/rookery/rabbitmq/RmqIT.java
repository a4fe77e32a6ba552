package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.BusyException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Relay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** What only RabbitMQ has: properties, exchanges, topology, confirms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RmqIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Broker broker;
    private Raw raw;
    private String queue = "";

    @BeforeAll
    void startBroker() throws IOException, TimeoutException {
        broker = RabbitBroker.start();
        raw = new Raw(broker);
    }

    @org.junit.jupiter.api.BeforeEach
    void newQueue() {
        queue = Services.newQueue();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void stopBroker() {
        raw.close();
        broker.close();
    }

    // ---- packets and properties ----

    @Test
    void a_request_has_the_properties_and_the_bytes_of_nests() throws IOException {
        raw.declare(queue);
        var client = client(options -> options);
        client.request("{b: 2, a: 1}", List.of(1), String.class).subscribe();

        await().atMost(WAIT).until(() -> raw.count(queue) == 1);
        var sent = raw.take(queue);
        var id = sent.getProps().getCorrelationId();
        assertThat(new String(sent.getBody(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"pattern\":{\"b\":2,\"a\":1},\"data\":[1],\"id\":\"" + id + "\"}");
        assertThat(sent.getProps().getReplyTo()).startsWith("amq.rabbitmq.reply-to.");
        assertThat(sent.getProps().getDeliveryMode()).isEqualTo(1);
        assertThat(sent.getProps().getHeaders()).isEmpty();
        assertThat(sent.getProps().getContentType()).isNull();
    }

    @Test
    void a_reply_has_the_properties_and_the_bytes_of_nests() throws IOException {
        serve(options -> options, new Service());
        raw.declare(queue + ".replies");
        var properties = new AMQP.BasicProperties.Builder()
                .correlationId("c-1")
                .replyTo(queue + ".replies")
                .build();
        for (var body : List.of(
                "{\"pattern\":\"echo\",\"data\":7,\"id\":\"x\"}",
                "{\"pattern\":\"count\",\"data\":2,\"id\":null}",
                "{\"pattern\":\"nobody\",\"id\":\"x\"}",
                "{\"pattern\":\"nothing\",\"data\":1,\"id\":\"x\"}")) {
            raw.publish("", queue, body, properties);
        }

        await().atMost(WAIT).until(() -> raw.count(queue + ".replies") >= 5);
        var bodies = new ArrayList<String>();
        for (var reply = raw.take(queue + ".replies"); reply != null; reply = raw.take(queue + ".replies")) {
            bodies.add(new String(reply.getBody(), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(reply.getProps().getCorrelationId()).isEqualTo("c-1");
            assertThat(reply.getProps().getHeaders()).isEmpty();
            assertThat(reply.getProps().getDeliveryMode()).isNull();
            assertThat(reply.getProps().getReplyTo()).isNull();
        }
        assertThat(bodies)
                .contains(
                        "{\"response\":7,\"isDisposed\":true}",
                        "{\"response\":0}",
                        "{\"isDisposed\":true}",
                        "{\"id\":\"x\",\"status\":\"error\",\"err\":\"There is no matching message handler defined in the"
                                + " remote service.\"}");
    }

    @Test
    void a_record_sets_properties_both_ways() {
        serve(options -> options, new Service());
        var client = client(options -> options.header("tenant", "one").header("kind", "usual"));
        var sentAt = Instant.ofEpochSecond(1_700_000_000);

        var seen = client.request(
                        "properties",
                        RmqRecord.builder("data")
                                .header("kind", "special")
                                .persistent(true)
                                .priority(3)
                                .expiration(Duration.ofSeconds(60))
                                .messageId("m1")
                                .type("t")
                                .timestamp(sentAt)
                                .contentType("text/plain")
                                .userId("guest")
                                .build(),
                        String.class)
                .block(WAIT);

        assertThat(seen)
                .isEqualTo("data one special mode=2 priority=3 expiration=60000 m1 t text/plain guest "
                        + sentAt.getEpochSecond());
    }

    @Test
    void messages_of_high_priority_go_first() throws IOException {
        var priorities = RmqQueueOptions.builder().maxPriority(9).build();
        var client = client(options -> options.queueOptions(priorities));
        IntStream.rangeClosed(1, 9)
                .forEach(priority -> client.emit(
                                "note",
                                RmqRecord.builder(priority).priority(priority).build())
                        .block(WAIT));
        var service = new Service();
        serve(options -> options.queueOptions(priorities).prefetch(1), service);

        await().atMost(WAIT).untilAsserted(() -> assertThat(service.notes).hasSize(9));
        assertThat(service.notes).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void copies_go_to_further_queues() throws IOException {
        raw.declare(queue + ".copy");
        serve(options -> options, new Service());
        var client = client(options -> options);

        client.emit("note", RmqRecord.builder(1).cc(queue + ".copy").build()).block(WAIT);

        await().atMost(WAIT).until(() -> raw.count(queue + ".copy") == 1);
    }

    @Test
    void a_message_without_a_pattern_finds_its_handler_by_the_routing_key() throws IOException {
        var service = new Service();
        serve(options -> options.wildcards(true), service);

        raw.publish(queue, "stock.nyse.ibm", "{\"price\":7}");
        raw.publish(queue, "stock.nyse.ibm", "just text");

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(service.notes)
                        .containsExactlyInAnyOrder("stock.nyse.ibm {price=7}", "stock.nyse.ibm just text"));
    }

    // ---- wildcards and exchanges ----

    @ParameterizedTest
    @CsvSource({
        "start.end, #.end, wide",
        "a.b.c.end, #.end, wide",
        "top.z, top.#.z, middle",
        "top.b.c.d.z, top.#.z, middle",
        "stock.nyse.x, stock.*.*, star",
        "$.a.$b, $.*.$b, dollar",
        "exact.end, exact.end, exact"
    })
    void wildcards_are_matched_wherever_amqp_allows_them(String pattern, String handlersPattern, String reply) {
        serve(options -> options.wildcards(true), new Wild());
        var client = client(options -> options.wildcards(true));

        assertThat(client.request(pattern, 1, String.class).block(WAIT))
                .as(handlersPattern)
                .isEqualTo(reply);
    }

    @Test
    void each_service_behind_a_fanout_exchange_gets_each_event() {
        var services = List.of(new Service(), new Service());
        UnaryOperator<RmqTransporter.Builder> fanout =
                options -> options.queue("").exchange(queue + ".x").exchangeType("fanout");
        services.forEach(service -> serve(fanout, service));
        var client = client(fanout);

        client.emit("note", 1).block(WAIT);

        services.forEach(service -> await().atMost(WAIT)
                .untilAsserted(() -> assertThat(service.notes).containsExactly("1")));
    }

    @Test
    void a_queue_is_bound_to_a_direct_exchange_by_its_key_and_to_a_headers_exchange_by_arguments() throws IOException {
        var direct = new Service();
        var byHeaders = new Service();
        serve(options -> options.exchange(queue + ".d").exchangeType("direct").routingKey("orders"), direct);
        serve(
                options -> options.queue(queue + ".2")
                        .exchange(queue + ".h")
                        .exchangeType("headers")
                        .bindingArguments(Map.of("x-match", "all", "kind", "a")),
                byHeaders);

        raw.publish(queue + ".d", "orders", "{\"pattern\":\"note\",\"data\":1}");
        raw.publish(queue + ".d", "others", "{\"pattern\":\"note\",\"data\":2}");
        for (var kind : List.of("a", "b")) {
            raw.publish(
                    queue + ".h",
                    "",
                    "{\"pattern\":\"note\",\"data\":\"" + kind + "\"}",
                    new AMQP.BasicProperties.Builder()
                            .headers(Map.of("kind", kind))
                            .build());
        }

        await().atMost(WAIT).untilAsserted(() -> assertThat(direct.notes).containsExactly("1"));
        await().atMost(WAIT).untilAsserted(() -> assertThat(byHeaders.notes).containsExactly("a"));
    }

    @Test
    void replicas_share_the_messages_of_a_queue() {
        var services = List.of(new Service(), new Service());
        services.forEach(service -> serve(options -> options.prefetch(1), service));
        var client = client(options -> options);

        IntStream.range(0, 200).forEach(index -> client.emit("note", index).block(WAIT));

        await().atMost(WAIT)
                .until(() -> services.stream()
                                .mapToInt(service -> service.notes.size())
                                .sum()
                        == 200);
        assertThat(services).allSatisfy(service -> assertThat(service.notes).hasSizeGreaterThan(20));
    }

    // ---- topology ----

    @Test
    void topology_is_declared_before_the_queue() throws IOException {
        serve(
                options -> options.topology(RmqTopology.builder()
                                .exchange(queue + ".dlx", "fanout")
                                .queue(
                                        queue + ".dead",
                                        RmqQueueOptions.builder().quorum().build())
                                .binding(queue + ".dead", queue + ".dlx", "")
                                .build())
                        .queueOptions(RmqQueueOptions.builder()
                                .deadLetterExchange(queue + ".dlx")
                                .build()),
                new Service());

        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");

        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
    }

    @Test
    void a_quorum_queue_and_a_stream_can_be_consumed() throws IOException {
        var service = new Service();
        serve(
                options -> options.queueOptions(
                        RmqQueueOptions.builder().quorum().deliveryLimit(3).build()),
                service);
        serve(
                options -> options.queue(queue + ".s")
                        .queueOptions(RmqQueueOptions.builder().stream().build())
                        .prefetch(100),
                service);
        raw.publish("", queue, "{\"pattern\":\"note\",\"data\":1}");
        raw.publish("", queue + ".s", "{\"pattern\":\"note\",\"data\":2}");

        await().atMost(WAIT).untilAsserted(() -> assertThat(service.notes).containsExactlyInAnyOrder("1", "2"));
    }

    @Test
    void a_queue_that_exists_in_another_form_is_a_start_error_that_shows_both() throws IOException {
        raw.declare(queue);

        assertThatThrownBy(() -> serve(
                        options -> options.queueOptions(
                                RmqQueueOptions.builder().maxLength(7).build()),
                        new Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(queue)
                .hasMessageContaining("x-max-length=7")
                .hasMessageContaining("received")
                .hasMessageContaining("current is none");
        assertThatThrownBy(() -> client(options -> options.queueOptions(
                                RmqQueueOptions.builder().durable(false).build()))
                        .connect()
                        .block(WAIT))
                .isInstanceOf(RookeryException.class)
                .hasMessageContaining("durable=false")
                .hasMessageContaining("current is 'true'");
    }

    @Test
    void without_assertion_nothing_is_declared_and_what_is_missing_is_a_start_error() throws IOException {
        assertThatThrownBy(() -> serve(options -> options.assertTopology(false), new Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(queue)
                .hasMessageContaining("assertTopology");

        raw.declare(queue);
        var service = new Service();
        serve(
                options -> options.assertTopology(false)
                        .queueOptions(RmqQueueOptions.builder().durable(false).build()),
                service);
        client(options -> options.assertTopology(false)).emit("note", 1).block(WAIT);
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.notes).containsExactly("1"));
    }

    @Test
    void a_pattern_that_is_no_routing_key_is_an_error_that_names_it() {
        var client = client(options -> options.wildcards(true));

        assertThatThrownBy(
                        () -> client.request("x".repeat(300), 1, String.class).block(WAIT))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("255 bytes");
        assertThatThrownBy(() -> serve(options -> options.wildcards(true), new LongPattern()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("255 bytes");
    }

    @Test
    void a_queue_that_is_deleted_is_declared_again() throws IOException {
        var service = new Service();
        serve(options -> options, service);
        var client = client(options -> options);
        client.emit("note", 1).block(WAIT);
        await().atMost(WAIT).until(() -> service.notes.size() == 1);

        raw.delete(queue);

        await().atMost(WAIT).ignoreExceptions().untilAsserted(() -> {
            client.emit("note", 2).block(WAIT);
            assertThat(service.notes).contains("2");
        });
    }

    // ---- clients ----

    @Test
    void an_event_is_taken_when_the_broker_has_it() throws IOException {
        var client = client(options -> options.persistent(true));

        client.emit("note", 1).block(WAIT);

        assertThat(raw.count(queue)).isEqualTo(1);
        assertThat(raw.take(queue).getProps().getDeliveryMode()).isEqualTo(2);
    }

    @Test
    void a_mandatory_event_that_no_queue_takes_fails_and_others_do_not() {
        var service = new Service();
        serve(options -> options.wildcards(true), service);
        var client = client(options -> options.wildcards(true).mandatory(true));

        var known = client.emit("note", 1).toFuture();
        var unknown = client.emit("nowhere", 1).toFuture();
        var alsoKnown = client.emit("note", 2).toFuture();

        assertThat(unknown)
                .failsWithin(WAIT)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NoHandlerException.class)
                .withMessageContaining("nowhere");
        assertThat(known).succeedsWithin(WAIT);
        assertThat(alsoKnown).succeedsWithin(WAIT);
    }

    @Test
    void an_event_that_a_full_queue_refuses_fails() {
        var full = RmqQueueOptions.builder()
                .maxLength(1)
                .argument("x-overflow", "reject-publish")
                .build();
        var client = client(options -> options.queueOptions(full));
        client.emit("note", 1).block(WAIT);

        await().atMost(WAIT)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> client.emit("note", 2).block(WAIT))
                                .isInstanceOf(BusyException.class));
    }

    @Test
    void without_confirms_an_event_is_done_when_it_has_left() {
        var service = new Service();
        serve(options -> options, service);
        var client = client(options -> options.publisherConfirms(false));

        Flux.range(0, 1_000).flatMap(index -> client.emit("note", index)).blockLast(WAIT);

        await().atMost(WAIT).until(() -> service.notes.size() == 1_000);
    }

    @ParameterizedTest
    @CsvSource({"own", "''"})
    void replies_can_come_by_a_queue_of_the_clients_own(String name) {
        serve(options -> options, new Service());
        var client = client(options -> options.replyQueue(name.isEmpty() ? "" : queue + ".replies"));

        assertThat(client.request("echo", 7, Integer.class).block(WAIT)).isEqualTo(7);
        assertThat(client.send("count", 1_000, Integer.class).collectList().block(WAIT))
                .hasSize(1_000);
    }

    @Test
    void a_stream_that_is_left_ends_the_handler() {
        var service = new Service();
        var server = serve(options -> options, service);
        var client = client(options -> options);

        assertThat(client.send("endless", Integer.class).take(100).collectList().block(WAIT))
                .hasSize(100);

        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isZero());
        assertThat(service.made.get()).isLessThan(2_000);
    }

    @Test
    void a_stream_is_made_as_fast_as_it_is_taken() {
        var service = new Service();
        serve(options -> options, service);
        var client = client(options -> options);
        var slow = new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(5);
            }
        };

        client.send("endless", Integer.class).subscribe(slow);

        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isGreaterThanOrEqualTo(5));
        await().during(Duration.ofMillis(300)).atMost(WAIT).until(() -> service.made.get() <= 64);
        slow.request(1_000);
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isGreaterThan(500));
        slow.cancel();
    }

    @Test
    void a_stream_whose_caller_has_vanished_ends() {
        var service = new Service();
        var server = serve(options -> options, service);
        var relay = new Relay(broker.address());
        opened.add(relay);
        var client = client(options -> options.url("amqp://127.0.0.1:" + relay.port()));
        client.send("endless", Integer.class).subscribe(value -> {}, error -> {});
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isPositive());

        relay.cut();

        await().atMost(WAIT.multipliedBy(2))
                .untilAsserted(() -> assertThat(server.inFlight()).isZero());
    }

    @Test
    void the_driver_is_at_hand() {
        var server = serve(options -> options, new Service());
        var client = client(options -> options);
        assertThatThrownBy(() -> client.unwrap(Connection.class)).isInstanceOf(IllegalStateException.class);
        client.connect().block(WAIT);

        assertThat(client.unwrap(Connection.class).isOpen()).isTrue();
        assertThat(server.unwrap(com.rabbitmq.client.Channel.class).isOpen()).isTrue();
        assertThatThrownBy(() -> client.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    private MicroserviceServer serve(UnaryOperator<RmqTransporter.Builder> options, Object controller) {
        var server = Services.serve(broker, controller, builder -> options.apply(builder.queue(queue)));
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(UnaryOperator<RmqTransporter.Builder> options) {
        var client = Services.client(broker, builder -> options.apply(builder.queue(queue)));
        opened.add(client);
        return client;
    }

    /** Remembers events, and answers. */
    static final class Service {
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private final AtomicInteger made = new AtomicInteger();

        @EventPattern("note")
        void note(Object data) {
            notes.add(String.valueOf(data));
        }

        @EventPattern("stock.*.ibm")
        void stock(Object data, RmqContext context) {
            notes.add(context.pattern() + " " + data);
        }

        @EventPattern("fails")
        void fails() {
            throw new IllegalStateException("on purpose");
        }

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("nothing")
        void nothing(int number) {}

        @MessagePattern("count")
        Flux<Integer> count(int to) {
            return Flux.range(0, to);
        }

        @MessagePattern("endless")
        Flux<Integer> endless() {
            return Flux.range(0, Integer.MAX_VALUE).doOnNext(value -> made.incrementAndGet());
        }

        @MessagePattern("properties")
        String properties(String data, RmqContext context) {
            var properties = context.properties();
            return data + " " + context.headers().get("tenant") + " "
                    + context.headers().get("kind") + " mode="
                    + properties.getDeliveryMode() + " priority=" + properties.getPriority() + " expiration="
                    + properties.getExpiration() + " " + properties.getMessageId() + " " + properties.getType() + " "
                    + properties.getContentType() + " " + properties.getUserId() + " "
                    + properties.getTimestamp().toInstant().getEpochSecond();
        }
    }

    /** Wildcards of every kind. */
    static final class Wild {
        @MessagePattern("#.end")
        String wide() {
            return "wide";
        }

        @MessagePattern("top.#.z")
        String middle() {
            return "middle";
        }

        @MessagePattern("stock.*.*")
        String star() {
            return "star";
        }

        @MessagePattern("$.*.$b")
        String dollar() {
            return "dollar";
        }

        @MessagePattern("exact.end")
        String exact() {
            return "exact";
        }
    }

    /** More than AMQP carries. */
    static final class LongPattern {
        @MessagePattern(
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789")
        String tooLong() {
            return "";
        }
    }
}
