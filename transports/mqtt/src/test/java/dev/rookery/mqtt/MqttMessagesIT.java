package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.MessageContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message carries: records, properties, a quality of service. */
final class MqttMessagesIT extends WithBroker {
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

    static List<MqttRecord> refused() {
        return List.of(
                MqttRecord.builder(1).userProperty("a", "\0").build(),
                MqttRecord.builder(1).userProperty("a", "half \uD83D").build(),
                MqttRecord.builder(1).contentType("x".repeat(65_536)).build(),
                MqttRecord.builder(1).responseTopic("a/#").build());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("refused")
    void a_property_that_mqtt_cannot_carry_fails_its_own_call_and_nothing_else(MqttRecord record) {
        serve(
                new Object() {
                    @MessagePattern("plain/echo")
                    int echo(int number) {
                        return number;
                    }
                },
                options -> options);
        var client = client(options -> options.maxUnsentBytes(1_000));
        client.connect().block(WAIT);

        var refused = client.request("plain/echo", record, Integer.class).toFuture();
        var other = client.request("plain/echo", 2, Integer.class).toFuture();

        assertThat(refused).failsWithin(WAIT).withThrowableThat().withCauseInstanceOf(InvalidOptionException.class);
        assertThat(other).succeedsWithin(WAIT).isEqualTo(2);
        for (var index = 0; index < 100; index++) {
            assertThatThrownBy(() -> client.emit("plain/event", record).block(WAIT))
                    .isInstanceOf(InvalidOptionException.class);
        }
        assertThat(client.request("plain/echo", 3, Integer.class).block(WAIT)).isEqualTo(3);
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
}
