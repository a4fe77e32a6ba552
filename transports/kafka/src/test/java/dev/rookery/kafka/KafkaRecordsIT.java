package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.FreePort;
import dev.rookery.error.StartException;
import dev.rookery.kafka.Services.Echo;
import dev.rookery.pattern.InvalidPatternException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Topics, and what their records carry: keys, headers, bytes. */
final class KafkaRecordsIT extends WithBroker {
    // ---- topics ----

    @Test
    void an_object_pattern_is_a_start_error_that_names_it_and_the_cure() {
        var controller = new Object() {
            @MessagePattern("{cmd: 'sum'}")
            int sum(List<Integer> numbers) {
                return numbers.size();
            }
        };

        assertThatThrownBy(
                        () -> Services.serve(broker, controller, Services::own).close())
                .hasMessageContaining("{\"cmd\":\"sum\"}")
                .hasMessageContaining("no legal topic of Kafka")
                .hasMessageContaining("another transport");
    }

    @Test
    void an_object_pattern_of_another_transport_does_no_harm() {
        var controller = new Object() {
            @MessagePattern(value = "{cmd: 'sum'}", transport = "tcp")
            int byTcp() {
                return 1;
            }

            @MessagePattern("math.one")
            int byAny() {
                return 1;
            }
        };

        try (var _ = Services.serve(broker, controller, Services::own);
                var client = Services.client(broker, options -> options)) {
            assertThat(client.request("math.one", Integer.class).block(LIMIT)).isEqualTo(1);
            assertThatThrownBy(
                            () -> client.request("{cmd: 'sum'}", Integer.class).block(LIMIT))
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessageContaining("{\"cmd\":\"sum\"}");
        }
    }

    @Test
    void a_topic_that_comes_into_being_later_is_found_by_an_expression_and_read_from_its_beginning() {
        var name = "users" + UUID.randomUUID().toString().replace("-", "");
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^users[0-9a-f]{32}\\./")
            void changed(String user, KafkaContext context) {
                seen.add(context.topic().substring(name.length()) + " " + user);
            }
        };

        try (var _ = Services.serve(broker, controller, Services::own);
                var client = Services.client(broker, options -> options)) {
            for (var index = 0; index < 10; index++) {
                client.emit(name + ".created", "Ada" + index).block(LIMIT);
            }

            eventually(() -> assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 10)
                            .mapToObj(index -> ".created Ada" + index)
                            .toList()));
        }
    }

    @Test
    void no_broker_is_a_start_error_that_names_the_address() {
        assertThatThrownBy(() -> Services.serve(
                                broker,
                                new Object() {
                                    @MessagePattern("any")
                                    int any() {
                                        return 1;
                                    }
                                },
                                options -> options.brokers("127.0.0.1:" + FreePort.find()))
                        .close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Cannot connect to Kafka at 127.0.0.1:");
    }

    // ---- records ----

    @Test
    void keys_headers_and_partitions_reach_the_handler() {
        var topic = unique("records");
        Services.makeTopic(broker, topic, 4);
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^records\\./")
            void record(@Nullable Object data, KafkaContext context) {
                seen.add(context.key().orElse("none") + " "
                        + context.header("trace").orElse("none") + " " + context.partition() + " " + data);
            }
        };

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options.headers(Map.of("trace", "of all")))) {
            client.emit(
                            topic,
                            KafkaRecord.builder(Map.of("a", 1))
                                    .key("k")
                                    .partition(2)
                                    .build())
                    .block(LIMIT);
            client.emit(
                            topic,
                            KafkaRecord.builder("text")
                                    .header("trace", "own")
                                    .partition(3)
                                    .build())
                    .block(LIMIT);
            client.emit(
                            topic,
                            KafkaRecord.builder(null).key("gone").partition(0).build())
                    .block(LIMIT);

            eventually(() -> assertThat(seen)
                    .containsExactlyInAnyOrder("k of all 2 {a=1}", "none own 3 text", "gone of all 0 null"));
        }
    }

    @Test
    void bytes_come_back_as_they_went() {
        var topic = unique("bytes");
        var controller = new Echo();
        var bytes = new byte[] {(byte) 0xff, 0, 1, (byte) 0xc3};

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options)) {
            assertThat(topic).isNotBlank();
            assertThat(client.request("echo.bytes", bytes, byte[].class).block(LIMIT))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void several_events_are_emitted_in_one_go() {
        var topic = unique("many");
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^many\\./")
            void one(String text, KafkaContext context) {
                seen.add(context.key().orElse("none") + " " + text);
            }
        };

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options)) {
            client.emit(
                            topic,
                            KafkaMessages.of(
                                    "a", KafkaRecord.builder("b").key("k").build(), "c"))
                    .block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly("none a", "k b", "none c"));
        }
    }

    @Test
    void clients_share_a_reply_topic_without_getting_each_others_replies() {
        var controller = new Object() {
            @MessagePattern("shared.reply")
            String answer(String who) {
                return "to " + who;
            }
        };

        try (var _ = Services.serve(broker, controller, Services::own);
                var one = Services.client(broker, options -> options.replyTopics("shared.reply"));
                var other = Services.client(broker, options -> options)) {
            for (var round = 0; round < 50; round++) {
                assertThat(one.request("shared.reply", "one", String.class).block(LIMIT))
                        .isEqualTo("to one");
                assertThat(other.request("shared.reply", "other", String.class).block(LIMIT))
                        .isEqualTo("to other");
            }
        }
    }
}
