package dev.rookery.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.server.MicroserviceServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;

/** What only NATS has, seen by the bare driver too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NatsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Broker broker = NatsBroker.start();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Connection bare = connect();

    private Connection connect() {
        try {
            return Nats.connect(broker.url());
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void stopBroker() throws InterruptedException {
        bare.close();
        broker.close();
    }

    // ---- queue groups ----

    @Test
    void without_a_queue_every_replica_gets_every_event() {
        var seen = new ConcurrentLinkedQueue<String>();
        serve(transport(), new Listener("one", seen));
        serve(transport(), new Listener("other", seen));

        client().emit("created", 1).block(WAIT);

        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("one 1", "other 1"));
    }

    @Test
    void within_a_queue_group_one_replica_gets_an_event() {
        var seen = new ConcurrentLinkedQueue<String>();
        serve(transport().queue("group"), new Listener("one", seen));
        serve(transport().queue("group"), new Listener("other", seen));
        var client = client();

        for (var index = 0; index < 100; index++) {
            client.emit("created", index).block(WAIT);
        }

        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(100));
        assertThat(client.request("count", Integer.class).block(WAIT)).isEqualTo(1);
        assertThat(seen)
                .hasSize(100)
                .anyMatch(line -> line.startsWith("one"))
                .anyMatch(line -> line.startsWith("other"));
    }

    @Test
    void the_queue_of_a_handler_goes_before_that_of_the_server() {
        var seen = new ConcurrentLinkedQueue<String>();
        final class Mixed {
            @EventPattern("shared")
            @NatsQueue("own")
            void shared() {
                seen.add("shared");
            }

            @EventPattern("each")
            @NatsQueue("")
            void each() {
                seen.add("each");
            }
        }
        serve(transport().queue("one"), new Mixed());
        serve(transport().queue("other"), new Mixed());
        var client = client();

        client.emit("shared", 1).block(WAIT);
        client.emit("each", 1).block(WAIT);

        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("shared", "each", "each"));
    }

    @Test
    void of_several_subscriptions_that_fit_the_nearest_handler_answers_once() {
        var seen = new ConcurrentLinkedQueue<String>();
        serve(transport(), new Object() {
            @MessagePattern("cats.*")
            String any() {
                seen.add("any");
                return "any";
            }

            @MessagePattern("cats.felix")
            @NatsQueue("felix")
            String felix() {
                seen.add("felix");
                return "felix";
            }
        });

        assertThat(client().send("cats.felix", String.class).collectList().block(WAIT))
                .containsExactly("felix");
        assertThat(client().request("cats.tom", String.class).block(WAIT)).isEqualTo("any");
        assertThat(seen).containsExactly("felix", "any");
    }

    // ---- headers and records ----

    @Test
    void headers_of_a_record_go_before_those_of_the_hook_and_those_before_the_options() {
        serve(transport(), new Object() {
            @MessagePattern("headers")
            List<String> headers(
                    @Header("a") String a, @Header("b") String b, @Header("c") String c, NatsContext context) {
                return List.of(
                        a, b, c, context.subject(), context.headerValues("none").toString());
            }
        });
        var hook = ClientOptions.builder()
                .dispatchHook(message -> {
                    message.header("b", "hook");
                    message.header("c", "hook");
                })
                .build();
        var client = client(transport().headers(Map.of("a", "options", "b", "options", "c", "options")), hook);

        assertThat(client.request(
                                "headers",
                                NatsRecord.builder(1).header("c", "record").build(),
                                Object.class)
                        .block(WAIT))
                .isEqualTo(List.of("options", "hook", "record", "headers", "[]"));
    }

    @Test
    void a_record_that_is_returned_sends_its_headers_with_the_reply() throws Exception {
        serve(transport(), new Object() {
            @MessagePattern("with.headers")
            NatsRecord withHeaders() {
                return NatsRecord.builder(Map.of("ok", true))
                        .header("trace", "t")
                        .build();
            }
        });

        var reply = ask("with.headers", "{\"pattern\":\"with.headers\",\"data\":1,\"id\":\"7\"}");

        assertThat(reply.getHeaders().getFirst("trace")).isEqualTo("t");
        assertThat(text(reply)).isEqualTo("{\"response\":{\"ok\":true},\"isDisposed\":true,\"id\":\"7\"}");
    }

    // ---- no responders ----

    @Test
    void a_request_that_nobody_listens_for_fails_at_once() {
        assertThatThrownBy(
                        () -> client().request("nobody.there", 1, String.class).block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("nobody.there");
    }

    // ---- foreign peers ----

    @Test
    void a_message_without_an_envelope_is_an_event() throws Exception {
        var seen = new ConcurrentLinkedQueue<Object>();
        serve(transport(), new Object() {
            @EventPattern("foreign")
            void foreign(Object data, NatsContext context) {
                seen.add(List.of(data, context.pattern()));
            }
        });

        for (var message : List.of("42", "not json", "", "{\"id\":1,\"name\":\"Ada\"}", "[1]")) {
            bare.publish("foreign", message.getBytes(UTF_8));
        }

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(seen)
                        .containsExactlyInAnyOrder(
                                List.of(42, "foreign"),
                                List.of(Map.of("id", 1, "name", "Ada"), "foreign"),
                                List.of(List.of(1), "foreign")));
    }

    @Test
    void a_reply_that_a_wildcard_catches_is_nobodys_event() {
        var seen = new ConcurrentLinkedQueue<String>();
        serve(transport(), new Object() {
            @EventPattern(">")
            void all(NatsContext context) {
                seen.add(context.subject());
            }

            @MessagePattern("ask")
            int ask() {
                return 1;
            }
        });
        var client = client();

        assertThat(client.request("ask", Integer.class).block(WAIT)).isEqualTo(1);
        client.emit("last", 1).block(WAIT);

        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).contains("last"));
        assertThat(seen).noneMatch(subject -> subject.startsWith("_INBOX"));
    }

    @Test
    void a_reply_of_a_bare_responder_is_taken_as_it_is() throws Exception {
        var responder = bare.createDispatcher(message -> bare.publish(
                message.getReplyTo(), new String(message.getHeaders().getFirst("answer")).getBytes(UTF_8)));
        responder.subscribe("bare");
        bare.flush(WAIT);
        var client = client();

        assertThat(client.request("bare", answer("42"), Integer.class).block(WAIT))
                .isEqualTo(42);
        assertThat(client.request("bare", answer("{\"x\":1}"), Object.class).block(WAIT))
                .isEqualTo(Map.of("x", 1));
        assertThat(client.request("bare", answer("{\"response\":1,\"isDisposed\":true}"), Integer.class)
                        .block(WAIT))
                .isEqualTo(1);
        assertThatThrownBy(() ->
                        client.request("bare", answer("no json"), String.class).block(WAIT))
                .isInstanceOf(UndecodableReplyException.class);
    }

    private static NatsRecord answer(String text) {
        return NatsRecord.builder(1).header("answer", text).build();
    }

    @Test
    void a_request_without_a_reply_subject_is_handled_and_its_reply_dropped() {
        var calls = new AtomicInteger();
        serve(transport(), new Object() {
            @MessagePattern("silent")
            int silent() {
                return calls.incrementAndGet();
            }
        });

        bare.publish("silent", "{\"pattern\":\"silent\",\"data\":1,\"id\":\"1\"}".getBytes(UTF_8));

        await().atMost(WAIT).untilAsserted(() -> assertThat(calls).hasValue(1));
    }

    // ---- streams whose callers have gone ----

    @Test
    void a_stream_ends_when_its_caller_has_enough() {
        var cancelled = new AtomicBoolean();
        serve(transport(), new Ticking(cancelled));

        assertThat(client().send("ticks", Long.class).take(2).collectList().block(WAIT))
                .hasSize(2);

        await().atMost(WAIT).untilTrue(cancelled);
    }

    @Test
    void a_stream_ends_when_its_caller_is_closed() {
        var cancelled = new AtomicBoolean();
        serve(transport(), new Ticking(cancelled));
        var client = client();
        var values = new AtomicInteger();
        client.send("ticks", Long.class).subscribe(tick -> values.incrementAndGet(), error -> {});
        await().atMost(WAIT).untilAsserted(() -> assertThat(values.get()).isPositive());

        client.close();

        await().atMost(WAIT).untilTrue(cancelled);
    }

    @Test
    void a_stream_ends_when_a_bare_caller_unsubscribes() throws Exception {
        var cancelled = new AtomicBoolean();
        serve(transport(), new Ticking(cancelled));
        var inbox = bare.createInbox();
        var replies = bare.subscribe(inbox);
        bare.publish("ticks", inbox, "{\"pattern\":\"ticks\",\"data\":1,\"id\":\"1\"}".getBytes(UTF_8));
        assertThat(text(replies.nextMessage(WAIT))).isEqualTo("{\"response\":0,\"id\":\"1\"}");

        replies.unsubscribe();

        await().atMost(WAIT).untilTrue(cancelled);
    }

    // ---- bounds and mistakes ----

    @Test
    void a_request_that_is_too_large_for_the_broker_says_so() {
        assertThatThrownBy(() -> client().request("large", "x".repeat(2_000_000), String.class)
                        .block(WAIT))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("max_payload");
    }

    @Test
    void a_pattern_that_is_no_subject_fails_the_start_and_the_call() {
        assertThatThrownBy(() -> serve(transport(), new Object() {
                    @MessagePattern("two words")
                    int twoWords() {
                        return 2;
                    }
                }))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("two words");
        assertThatThrownBy(() -> client().request("two words", String.class).block(WAIT))
                .isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> client().emit("any.*", 1).block(WAIT)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void the_driver_is_at_hand() {
        var server =
                serve(transport().connectionName("of the service"), new Listener("one", new ConcurrentLinkedQueue<>()));
        var client = client();
        assertThatThrownBy(() -> client.unwrap(Connection.class)).isInstanceOf(IllegalStateException.class);
        client.connect().block(WAIT);

        assertThat(server.unwrap(Connection.class).getOptions().getConnectionName())
                .isEqualTo("of the service");
        assertThat(client.unwrap(Connection.class).getStatus()).isEqualTo(Connection.Status.CONNECTED);
        assertThatThrownBy(() -> client.unwrap(Message.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_the_options_have_no_name_for_is_set_on_the_driver() {
        var heard = new ConcurrentLinkedQueue<String>();
        serve(
                transport()
                        .driver(driver -> driver.maxControlLine(8_192)
                                .connectionListener((connection, event) -> heard.add(event.name()))),
                new Listener("one", new ConcurrentLinkedQueue<>()));

        await().atMost(WAIT).untilAsserted(() -> assertThat(heard).contains("CONNECTED"));
    }

    // ---- parts ----

    private NatsTransporter.Builder transport() {
        return NatsTransporter.builder().servers(broker.url());
    }

    private MicroserviceServer serve(NatsTransporter.Builder transport, Object controller) {
        var server = MicroserviceServer.builder()
                .controller(controller)
                .transporter(transport.build())
                .start();
        opened.add(server);
        return server;
    }

    private ClientProxy client() {
        return client(transport(), ClientOptions.defaults());
    }

    private ClientProxy client(NatsTransporter.Builder transport, ClientOptions options) {
        var client = ClientProxyFactory.create(transport.build(), options);
        opened.add(client);
        return client;
    }

    private Message ask(String subject, String packet) throws Exception {
        return Optional.ofNullable(
                        bare.request(subject, packet.getBytes(UTF_8)).get(WAIT.toSeconds(), TimeUnit.SECONDS))
                .orElseThrow();
    }

    private static String text(Message message) {
        return new String(message.getData(), UTF_8);
    }

    private record Listener(String name, Queue<String> seen) {
        @EventPattern("created")
        void created(int number) {
            seen.add(name + " " + number);
        }

        @MessagePattern("count")
        int count() {
            return 1;
        }
    }

    private record Ticking(AtomicBoolean cancelled) {
        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(20)).onBackpressureDrop().doOnCancel(() -> cancelled.set(true));
        }
    }
}
