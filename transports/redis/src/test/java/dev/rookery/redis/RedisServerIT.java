package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.redis.Services.Plain;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What a server does that only Redis has. */
final class RedisServerIT {
    private static Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = RedisBroker.start();
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    /** Remembers what came. */
    private static final class Recorder {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @EventPattern("anything")
        void anything(@Nullable Object payload, RedisContext context) {
            seen.add(context.channel() + " " + payload);
        }
    }

    @Test
    void what_is_no_packet_is_an_event_with_the_whole_message() {
        var recorder = new Recorder();
        try (var server = Services.serve(broker, recorder);
                var plain = Plain.on(broker)) {
            for (var message :
                    List.of("plain \"text\" {", "{\"id\":\"1\",\"of\":2}", "[1,2]", "null", "", "{\"data\":7}")) {
                assertThat(plain.publish("anything", message)).isOne();
            }

            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(recorder.seen)
                            .containsExactlyInAnyOrder(
                                    "anything plain \"text\" {",
                                    "anything {id=1, of=2}",
                                    "anything [1, 2]",
                                    "anything null",
                                    "anything ",
                                    "anything 7"));
            assertThat(server.inFlight()).isZero();
        }
    }

    @Test
    void a_packet_beyond_the_limits_of_the_codec_is_dropped_and_no_event() {
        var recorder = new Recorder();
        try (var server = Services.serve(broker, recorder);
                var plain = Plain.on(broker)) {
            var deep = "[".repeat(300) + "]".repeat(300);
            plain.publish("anything", "{\"pattern\":\"anything\",\"data\":" + deep + ",\"id\":\"7\"}");
            plain.publish("anything", "after");

            await().atMost(WAIT).untilAsserted(() -> assertThat(recorder.seen).containsExactly("anything after"));
            assertThat(server.inFlight()).isZero();
        }
    }

    /** Handlers whose patterns overlap. */
    private static final class Users {
        private final Queue<String> events = new ConcurrentLinkedQueue<>();

        @MessagePattern("users.*")
        String any(String payload, RedisContext context) {
            return "any " + context.channel() + " " + payload;
        }

        @MessagePattern("users.?")
        String oneLetter() {
            return "never: the one above goes first";
        }

        @MessagePattern("users.7")
        String seven() {
            return "seven";
        }

        @MessagePattern("price\\*")
        String star() {
            return "the star itself";
        }

        @MessagePattern("level[0-2^]")
        String level(RedisContext context) {
            return context.channel();
        }

        @EventPattern("users.*")
        void event(Object payload) {
            events.add(payload.toString());
        }
    }

    @Test
    void globs_cross_dots_and_one_handler_answers() {
        var users = new Users();
        try (var server = Services.serve(broker, users, options -> options.wildcards(true));
                var client = Services.client(broker)) {
            for (var round = 0; round < 3; round++) {
                assertThat(client.send("users.8", "x", String.class)
                                .collectList()
                                .block(WAIT))
                        .containsExactly("any users.8 x");
                assertThat(client.send("users.8.name.first", "x", String.class)
                                .collectList()
                                .block(WAIT))
                        .containsExactly("any users.8.name.first x");
                assertThat(client.send("users.7", "x", String.class)
                                .collectList()
                                .block(WAIT))
                        .containsExactly("seven");
            }
            assertThat(client.request("price*", "x", String.class).block(WAIT)).isEqualTo("the star itself");
            assertThat(client.request("level2", "x", String.class).block(WAIT)).isEqualTo("level2");
            assertThat(client.request("level^", "x", String.class).block(WAIT)).isEqualTo("level^");

            client.emit("users.9", "happened").block(WAIT);
            await().atMost(WAIT).untilAsserted(() -> assertThat(users.events).isNotEmpty());
            assertThat(users.events).as("no reply is an event").containsExactly("happened");
            assertThat(server.inFlight()).isZero();
        }
    }

    @Test
    void without_wildcards_a_pattern_is_a_text() {
        try (var _ = Services.serve(broker, new Users());
                var client = Services.client(broker)) {
            assertThat(client.request("users.*", "x", String.class).block(WAIT)).isEqualTo("any users.* x");
        }
    }

    @Test
    void any_text_is_a_channel() {
        var name = "spa ce *?[x] \"é\" \uD83D\uDE00 \n";
        var controller = new Object() {
            @MessagePattern("spa ce *?[x] \"é\" \uD83D\uDE00 \n")
            String odd(RedisContext context) {
                return context.channel();
            }
        };
        try (var _ = Services.serve(broker, controller);
                var client = Services.client(broker)) {
            assertThat(client.request(name, 1, String.class).block(WAIT)).isEqualTo(name);
        }
    }

    @Test
    void headers_travel_in_the_metadata() {
        var controller = new Object() {
            @MessagePattern("headers")
            String header(@Header("trace") String trace, RedisContext context) {
                return trace + " " + context.metadata().bind(Map.class);
            }
        };
        try (var _ = Services.serve(broker, controller);
                var client = Services.client(broker)) {
            var record = RedisRecord.builder("data").header("trace", "t1").build();

            assertThat(client.request("headers", record, String.class).block(WAIT))
                    .isEqualTo("t1 {trace=t1}");
        }
    }

    /** A stream without an end. */
    private static final class Ticking {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().doOnCancel(() -> cancelled.set(true));
        }
    }

    @Test
    void a_stream_that_nobody_receives_any_more_ends() {
        var controller = new Ticking();
        try (var server = Services.serve(broker, controller)) {
            var client = Services.client(broker);
            assertThat(client.send("ticks", Long.class).take(3).collectList().block(WAIT))
                    .hasSize(3);
            client.close();

            await().atMost(WAIT).untilTrue(controller.cancelled);
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
        }
    }

    @Test
    void a_stream_whose_caller_has_left_but_stays_connected_ends_at_its_greatest_age() {
        var controller = new Ticking();
        try (var server = MicroserviceServer.builder()
                        .controller(controller)
                        .options(ServerOptions.builder()
                                .maxStreamAge(Duration.ofMillis(300))
                                .build())
                        .transporter(Services.at(broker).build())
                        .start();
                var client = Services.client(broker)) {
            assertThat(client.send("ticks", Long.class).take(3).collectList().block(WAIT))
                    .hasSize(3);

            await().atMost(WAIT).untilTrue(controller.cancelled);
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
        }
    }
}
