package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.pattern.InvalidPatternException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues, exchanges and bindings, and the patterns that they carry. */
final class RmqTopologyIT extends WithQueue {
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
