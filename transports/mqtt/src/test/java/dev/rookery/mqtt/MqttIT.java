package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.MessageContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What only MQTT has: topics, filters, groups, qualities of service, records, retained messages. */
final class MqttIT {
    private static final Duration WAIT = Duration.ofSeconds(15);
    private static Broker broker;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start_the_broker() {
        broker = Services.broker().start();
    }

    @AfterAll
    static void stop_the_broker() {
        broker.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    private MicroserviceServer serve(Object controller, UnaryOperator<MqttTransporter.Builder> options) {
        var server = Services.serve(broker, controller, options);
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(UnaryOperator<MqttTransporter.Builder> options) {
        var client = Services.client(broker, options);
        opened.add(client);
        return client;
    }

    private ClientProxy client() {
        return client(options -> options);
    }

    /** A client of the driver's, for what comes by the wire. */
    private Mqtt5BlockingClient foreign() {
        var client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildBlocking();
        client.connect();
        opened.add(client::disconnect);
        return client;
    }

    private static void awaitThat(Runnable assertion) {
        await().atMost(WAIT).untilAsserted(assertion::run);
    }

    // ---- topics ----

    final class Lamps {
        @MessagePattern("lamps/+/state")
        String any(MqttContext context) {
            return "any " + context.topic();
        }

        @MessagePattern("lamps/kitchen/state")
        String kitchen() {
            seen.add("kitchen");
            return "kitchen";
        }

        @MessagePattern("lamps/#")
        String rest(MqttContext context) {
            return "rest " + context.topic();
        }
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void the_exact_pattern_goes_first_then_the_nearest_filter_that_fits(MqttVersion version) {
        serve(new Lamps(), options -> options.version(version));
        var client = client(options -> options.version(version));

        assertThat(client.request("lamps/kitchen/state", String.class).block(WAIT))
                .isEqualTo("kitchen");
        assertThat(client.request("lamps/hall/state", String.class).block(WAIT)).isEqualTo("any lamps/hall/state");
        assertThat(client.request("lamps//state", String.class).block(WAIT)).isEqualTo("any lamps//state");
        assertThat(client.request("lamps/hall", String.class).block(WAIT)).isEqualTo("rest lamps/hall");
        assertThat(client.request("lamps", String.class).block(WAIT)).isEqualTo("rest lamps");
        assertThat(seen).as("how often it came, with three filters that fit").containsExactly("kitchen");
    }

    @Test
    void replies_are_nobodys_events_though_a_filter_fits_their_topic() {
        serve(
                new Object() {
                    @EventPattern("h/#")
                    void everything(MqttContext context) {
                        seen.add(context.topic());
                    }

                    @MessagePattern("h/1")
                    String one() {
                        return "one";
                    }
                },
                options -> options);

        assertThat(client().request("h/1", String.class).block(WAIT)).isEqualTo("one");
        client().emit("h/2", 1).block(WAIT);

        awaitThat(() -> assertThat(seen).contains("h/2"));
        assertThat(seen).containsExactly("h/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+", "a/#", "a+b", "#", "a\0b"})
    void what_a_broker_would_drop_the_client_for_is_refused_before_the_wire(String topic) {
        var client = client();
        client.connect().block(WAIT);

        assertThatThrownBy(() -> client.request(topic, 1, String.class).block(WAIT))
                .isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> client.emit(topic, 1).block(WAIT)).isInstanceOf(InvalidPatternException.class);
        assertThat(client.unwrap(Mqtt5AsyncClient.class).getState().isConnected())
                .isTrue();
    }

    @Test
    void a_pattern_that_is_no_filter_is_an_error_at_the_start_that_names_it() {
        assertThatThrownBy(() -> serve(
                        new Object() {
                            @EventPattern("lamps.#")
                            void never() {}
                        },
                        options -> options))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("lamps.#");
    }

    @Test
    void a_topic_with_special_characters_is_replied_to() {
        serve(
                new Object() {
                    @MessagePattern("{cmd: 'Straße 😀 $x'}")
                    String any() {
                        return "here";
                    }
                },
                options -> options);

        assertThat(client().request("{cmd: 'Straße 😀 $x'}", String.class).block(WAIT))
                .isEqualTo("here");
    }

    // ---- foreign messages ----

    @Test
    void messages_that_are_no_packets_are_events() {
        serve(
                new Object() {
                    @EventPattern("sensors/+")
                    void measured(Object payload, MqttContext context) {
                        seen.add(context.topic() + " " + payload);
                    }
                },
                options -> options);
        var sensor = foreign();

        for (var text : List.of("21.5", "{\"celsius\":20}", "warm \"and\" cosy", "{\"id\":\"7\",\"x\":1}")) {
            sensor.publishWith()
                    .topic("sensors/1")
                    .payload(text.getBytes(StandardCharsets.UTF_8))
                    .send();
        }

        awaitThat(() -> assertThat(seen)
                .containsExactlyInAnyOrder(
                        "sensors/1 21.5",
                        "sensors/1 {celsius=20}",
                        "sensors/1 warm \"and\" cosy",
                        "sensors/1 {id=7, x=1}"));
    }

    // ---- work shared ----

    final class Replica {
        private final String name;

        Replica(String name) {
            this.name = name;
        }

        @MessagePattern("work/+")
        String work() {
            seen.add(name);
            return name;
        }

        @EventPattern("job")
        void job(int number) {
            seen.add(name + number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void replicas_of_a_group_share_requests_and_events_at_any_quality_of_service(int qos) {
        UnaryOperator<MqttTransporter.Builder> options =
                builder -> builder.sharedGroup("workers-" + qos).qos(qos);
        serve(new Replica("one"), options);
        serve(new Replica("other"), options);
        var client = client(builder -> builder.qos(qos));

        var answers = Flux.range(0, 100)
                .flatMap(index -> client.send("work/" + index % 3, index, String.class), 8)
                .collectList()
                .block(WAIT);

        assertThat(answers).hasSize(100).contains("one", "other");
        assertThat(seen).hasSize(100);
    }

    @Test
    void a_pattern_may_name_its_group() {
        final class Shared {
            @EventPattern("$share/painters/walls/+")
            void paint(MqttContext context) {
                seen.add(context.topic());
            }
        }
        serve(new Shared(), options -> options);
        serve(new Shared(), options -> options);
        var client = client(options -> options.qos(1));

        IntStream.range(0, 20)
                .forEach(index -> client.emit("walls/" + index, index).block(WAIT));

        awaitThat(() -> assertThat(seen).hasSize(20).doesNotHaveDuplicates());
    }

    // ---- records ----

    @Test
    void a_record_carries_properties_with_requests_events_and_replies() {
        serve(
                new Object() {
                    @MessagePattern("records")
                    MqttRecord reply(String text, MqttContext context) {
                        seen.add(context.headers() + " " + context.properties().contentType() + " " + context.qos());
                        return MqttRecord.builder(text + "!")
                                .qos(1)
                                .userProperty("served-by", "java")
                                .contentType("text/plain")
                                .build();
                    }

                    @EventPattern("noted")
                    void noted(String text, MqttContext context) {
                        seen.add(text + context.headers());
                    }
                },
                options -> options.qos(2));
        var client = client(options -> options.userProperty("tenant", "a").userProperty("zone", "z"));
        var replies = new ConcurrentLinkedQueue<Mqtt5Publish>();
        foreign()
                .toAsync()
                .subscribe(
                        Mqtt5Subscribe.builder()
                                .topicFilter("records/reply")
                                .qos(com.hivemq.client.mqtt.datatypes.MqttQos.EXACTLY_ONCE)
                                .build(),
                        replies::add)
                .join();

        var record = MqttRecord.builder("hello")
                .qos(1)
                .userProperty("tenant", "b")
                .contentType("application/json")
                .messageExpiry(Duration.ofSeconds(30))
                .build();
        assertThat(client.request("records", record, String.class).block(WAIT)).isEqualTo("hello!");
        client.emit("noted", MqttRecord.builder("x").userProperty("a", "b").build())
                .block(WAIT);

        awaitThat(() -> assertThat(seen).hasSize(2).anyMatch(line -> line.contains("a=b")));
        assertThat(seen.poll()).contains("tenant=b", "zone=z").endsWith(" application/json 1");
        awaitThat(() -> assertThat(replies).hasSize(1));
        assertThat(replies.element().getContentType()).hasToString("Optional[text/plain]");
        assertThat(replies.element().getQos().getCode()).isEqualTo(1);
        assertThat(replies.element().getUserProperties().asList()).hasSize(1);
    }

    @Test
    void on_3_1_1_headers_travel_in_the_metadata() {
        serve(
                new Object() {
                    @MessagePattern("old")
                    String old(MessageContext context) {
                        return context.header("trace").orElse("none") + context.headers();
                    }
                },
                options -> options.version(MqttVersion.V3_1_1));
        var client = client(options -> options.version(MqttVersion.V3_1_1));

        var record = MqttRecord.builder(1).userProperty("trace", "t").build();
        assertThat(client.request("old", record, String.class).block(WAIT)).isEqualTo("t{}");
    }

    @Test
    void a_retained_record_is_there_for_who_comes_later() {
        client().emit("news", MqttRecord.builder("today").retain(true).qos(1).build())
                .block(WAIT);

        serve(
                new Object() {
                    @EventPattern("news")
                    void news(String text, MqttContext context) {
                        seen.add(text + context.isRetained());
                    }
                },
                options -> options);

        awaitThat(() -> assertThat(seen).containsExactly("todaytrue"));
    }

    @Test
    void a_message_without_properties_has_none_on_the_wire() {
        var published = new ConcurrentLinkedQueue<Mqtt5Publish>();
        foreign()
                .toAsync()
                .subscribe(Mqtt5Subscribe.builder().topicFilter("plain").build(), published::add)
                .join();

        client().emit("plain", Map.of("options", 1, "x", 2)).block(WAIT);

        awaitThat(() -> assertThat(published).hasSize(1));
        assertThat(published.element().getUserProperties().asList()).isEmpty();
        assertThat(new String(published.element().getPayloadAsBytes(), StandardCharsets.UTF_8))
                .contains("\"options\":1");
    }

    // ---- quality of service ----

    final class Careful {
        @EventPattern("careful")
        @MqttQos(2)
        void careful(MqttContext context) {
            seen.add("qos " + context.qos());
        }
    }

    @Test
    void a_handler_has_a_quality_of_service_of_its_own() {
        serve(new Careful(), options -> options);

        client(options -> options.qos(2)).emit("careful", 1).block(WAIT);
        client(options -> options.qos(1)).emit("careful", 1).block(WAIT);

        awaitThat(() -> assertThat(seen).containsExactly("qos 2", "qos 1"));
    }

    @Test
    void what_was_not_handled_when_a_server_stopped_is_delivered_to_its_successor() throws Exception {
        var gate = new CountDownLatch(1);
        UnaryOperator<MqttTransporter.Builder> kept =
                options -> options.qos(1).session(MqttSession.DEFAULT.kept("keeper", Duration.ofMinutes(1)));
        var first = serve(
                new Object() {
                    @EventPattern("orders")
                    void order(int number) throws InterruptedException {
                        gate.await();
                        seen.add("too late " + number);
                    }
                },
                kept);
        var client = client(options -> options.qos(1));
        for (var number = 0; number < 10; number++) {
            client.emit("orders", number).block(WAIT);
        }
        awaitThat(() -> assertThat(first.inFlight()).isEqualTo(10));
        first.stop(Duration.ZERO);
        client.emit("orders", 10).block(WAIT);

        serve(
                new Object() {
                    @EventPattern("orders")
                    void order(int number) {
                        seen.add("order " + number);
                    }
                },
                kept);

        awaitThat(() -> assertThat(seen)
                .contains(IntStream.rangeClosed(0, 10)
                        .mapToObj(number -> "order " + number)
                        .toArray(String[]::new)));
    }

    // ---- replies ----

    @Test
    void a_thousand_requests_at_once_to_a_hundred_topics_share_few_subscriptions() {
        serve(
                new Object() {
                    @MessagePattern("many/+")
                    int many(int number) {
                        return number;
                    }
                },
                options -> options);
        var client = client(options -> options.maxReplyTopics(10));

        for (var round = 0; round < 3; round++) {
            var answers = Flux.range(0, 1_000)
                    .flatMap(index -> client.request("many/" + index % 100, index, Integer.class), 64)
                    .collectList()
                    .block(WAIT);
            assertThat(answers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 1_000).boxed().toList());
        }
    }

    @Test
    void a_lone_request_does_not_wait_for_nagle() {
        serve(
                new Object() {
                    @MessagePattern("quick")
                    int quick() {
                        return 1;
                    }
                },
                options -> options);
        var client = client();
        client.request("quick", Integer.class).block(WAIT);
        var began = System.nanoTime();

        for (var index = 0; index < 50; index++) {
            client.request("quick", Integer.class).block(WAIT);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("50 requests, one after the other, on a broker with set_tcp_nodelay")
                .isLessThan(Duration.ofMillis(50 * 35));
    }

    @Test
    void a_stream_that_a_client_leaves_ends_and_those_of_others_go_on() {
        var running = new AtomicInteger();
        serve(
                new Object() {
                    @MessagePattern("feed")
                    Flux<Long> feed() {
                        running.incrementAndGet();
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doFinally(end -> running.decrementAndGet());
                    }
                },
                options -> options);
        var staying = new AtomicInteger();
        var stays = client().send("feed", Long.class).subscribe(value -> staying.incrementAndGet());
        var leaving = client();

        assertThat(leaving.send("feed", Long.class).take(3).collectList().block(WAIT))
                .hasSize(3);

        awaitThat(() -> assertThat(running).hasValue(1));
        var before = staying.get();
        awaitThat(() -> assertThat(staying).hasValueGreaterThan(before + 10));
        assertThat(running).hasValue(1);
        stays.dispose();
        awaitThat(() -> assertThat(running).hasValue(0));
    }

    @Test
    void a_stream_that_nobody_takes_any_more_ends_at_qos_1() {
        var ended = new AtomicInteger();
        serve(
                new Object() {
                    @MessagePattern("ticks")
                    Flux<Long> ticks() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(ended::incrementAndGet);
                    }
                },
                options -> options.qos(1));
        var client =
                ClientProxyFactory.create(Services.transporter(broker, options -> options), ClientOptions.defaults());
        client.send("ticks", Long.class).take(3).blockLast(WAIT);

        client.close();

        awaitThat(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void a_stream_on_3_1_1_whose_caller_has_gone_ends_at_its_greatest_age() {
        var ended = new AtomicInteger();
        var server = MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("endless")
                    Flux<Long> endless() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(ended::incrementAndGet);
                    }
                })
                .options(ServerOptions.builder()
                        .maxStreamAge(Duration.ofMillis(500))
                        .build())
                .transporter(Services.transporter(broker, options -> options.version(MqttVersion.V3_1_1)))
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        var leaving = Services.client(broker, options -> options.version(MqttVersion.V3_1_1));
        leaving.send("endless", Long.class).take(3).blockLast(WAIT);
        leaving.close();

        awaitThat(() -> assertThat(ended).hasValue(1));
    }

    // ---- driver and events ----

    @Test
    void the_driver_can_be_had_on_both_sides() {
        var server = serve(new Careful(), options -> options.mqtt5(builder -> builder.identifier("by-the-user")));

        assertThat(server.unwrap(Mqtt5AsyncClient.class).getConfig().getClientIdentifier())
                .hasToString("Optional[by-the-user]");
        assertThatThrownBy(() -> server.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
    }

    @Test
    void a_client_tells_that_it_connects_and_ends() {
        var client = client();
        client.on(MqttEvent.CONNECT, address -> seen.add("connect " + address));
        client.on(MqttEvent.END, address -> seen.add("end"));

        client.connect().block(WAIT);
        client.close();

        awaitThat(() -> assertThat(seen).hasSize(2).endsWith("end"));
    }

    @Test
    void a_will_is_published_when_the_connection_is_lost() {
        serve(
                new Object() {
                    @EventPattern("wills")
                    void gone(String text) {
                        seen.add(text);
                    }
                },
                options -> options);
        var client = client(options ->
                options.will(MqttWill.of("wills", "gone")).session(MqttSession.DEFAULT.withClientId("mortal")));
        client.connect().block(WAIT);

        client(options -> options.session(MqttSession.DEFAULT.withClientId("mortal")))
                .connect()
                .block(WAIT);

        awaitThat(() -> assertThat(seen).contains("gone"));
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_broker_is_reached_by_websocket(MqttVersion version) {
        var port = Services.freePort();
        try (var _ = Services.broker()
                .config("listener " + port + " 127.0.0.1\nprotocol websockets")
                .start()) {
            var webSocket = MqttTransporter.builder()
                    .url("ws://127.0.0.1:" + port + "/mqtt")
                    .version(version)
                    .startRetries(100) // the broker is ready when its first listener is
                    .build();
            try (var _ = MicroserviceServer.builder()
                            .controller(new Replica("one"))
                            .transporter(webSocket)
                            .start();
                    var client = ClientProxyFactory.create(webSocket)) {
                assertThat(client.request("work/1", String.class).block(WAIT)).isEqualTo("one");
            }
        }
    }

    @Test
    void a_url_of_another_protocol_is_refused() {
        assertThatThrownBy(
                        () -> MqttTransporter.builder().url("http://localhost").build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("http://localhost");
    }
}
