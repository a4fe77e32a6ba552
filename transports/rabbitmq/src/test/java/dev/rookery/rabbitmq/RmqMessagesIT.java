package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.tck.Outage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What a message is on the wire: its bytes, its properties, its routing key. */
final class RmqMessagesIT extends WithQueue {
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

    @Test
    void a_message_that_is_too_large_goes_to_the_dead_letters_and_the_rest_flow_on() throws IOException {
        var service = new Service();
        try (var log = Log.open()) {
            var server = server(queue, options -> options.maxMessageBytes(1_000), service);
            var statuses = Outage.statuses(server.status());

            raw.publish("", queue, note(1_001));
            raw.publish("", queue, note(2_000));
            raw.publish("", queue, note(1_000));
            raw.publish("", queue, "{\"pattern\":\"note\",\"data\":1}");

            await().atMost(WAIT).until(() -> service.notes.size() == 2);
            await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 2);
            assertThat(statuses).containsExactly(RmqStatus.CONNECTED);
            assertThat(log.lines()).anyMatch(line -> line.contains("1001 bytes") && line.contains("maxMessageBytes"));
        }
    }

    /** An event of so many bytes. */
    private static String note(int bytes) {
        var around = "{\"pattern\":\"note\",\"data\":\"\"}".length();
        return "{\"pattern\":\"note\",\"data\":\"" + "x".repeat(bytes - around) + "\"}";
    }

    @Test
    void a_reply_that_is_too_large_fails_its_own_call_and_nothing_else() {
        serve(options -> options, new Service());
        var client = client(options -> options.maxMessageBytes(1_000));
        client.connect().block(WAIT);
        var statuses = Outage.statuses(client.status());

        assertThatThrownBy(() -> client.request("long", 2_000, String.class).block(WAIT))
                .isInstanceOf(UndecodableReplyException.class)
                .hasMessageContaining("maxMessageBytes");

        assertThat(client.request("long", 10, String.class).block(WAIT)).hasSize(10);
        assertThat(statuses).containsExactly(RmqStatus.CONNECTED);
    }

    @Test
    void a_stream_of_values_that_are_too_large_ends_at_the_service_too() {
        var server = serve(options -> options, new LongStream());
        var client = client(options -> options.maxMessageBytes(1_000));

        assertThatThrownBy(() -> client.send("endless", 2_000, String.class).blockLast(WAIT))
                .isInstanceOf(UndecodableReplyException.class)
                .hasMessageContaining("maxMessageBytes");

        await().atMost(WAIT).until(() -> server.inFlight() == 0);
    }

    static final class LongStream {
        @MessagePattern("endless")
        Flux<String> endless(int length) {
            return Flux.generate(sink -> sink.next("x".repeat(length)));
        }
    }
}
