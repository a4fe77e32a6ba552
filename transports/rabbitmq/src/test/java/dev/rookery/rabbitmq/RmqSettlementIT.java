package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each delivery is settled once, whatever becomes of it. */
final class RmqSettlementIT extends WithBroker {
    /** What settles a delivery by default and with manual settling, by what becomes of it; what is open comes again when the connection ends. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an event that succeeds            | {"pattern":"done","data":1}               | DONE | OPEN
            an event that fails               | {"pattern":"fails","data":1}              | DEAD | OPEN
            an event whose handler finds busy | {"pattern":"busy","data":1}               | DEAD | OPEN
            an event whose error is filtered  | {"pattern":"filtered","data":1}           | DONE | OPEN
            an event whose filter fails       | {"pattern":"filter.fails","data":1}       | DEAD | OPEN
            an event that a guard refuses     | {"pattern":"guarded","data":1}            | DEAD | OPEN
            an event that does not fit        | {"pattern":"done","data":"no number"}     | DEAD | OPEN
            an event that takes too long      | {"pattern":"slow","data":1}               | DEAD | OPEN
            an event without a handler        | {"pattern":"unknown","data":1}            | DEAD | DEAD
            a request that succeeds           | {"pattern":"ask","data":1,"id":"1"}       | DONE | OPEN
            a request that fails              | {"pattern":"ask.fails","data":1,"id":"1"} | DONE | OPEN
            a request that takes too long     | {"pattern":"ask.slow","data":1,"id":"1"}  | DONE | OPEN
            a request for a stream            | {"pattern":"stream","data":9,"id":"1"}    | DONE | OPEN
            a reply that cannot be written    | {"pattern":"cycle","data":1,"id":"1"}     | DONE | OPEN
            a request without a handler       | {"pattern":"unknown","data":1,"id":"1"}   | DONE | DEAD
            a request that names no place     | {"pattern":"ask","data":1,"id":"silent"}  | DONE | OPEN
            one of those that fails           | {"pattern":"ask.fails","id":"silent"}     | DONE | OPEN
            a reply that went astray          | {"id":"1","response":1}                   | DEAD | DEAD
            a text that is no JSON            | hello                                     | DEAD | DEAD
            what is nested too deeply         | DEEP                                      | DEAD | DEAD
            """)
    void a_delivery_is_settled_once(String what, String body, Fate byDefault, Fate byHand) throws Exception {
        settles(RmqAcknowledgement.AFTER_SUCCESS, body, byDefault);
        settles(RmqAcknowledgement.MANUAL, body, byHand);
        settles(RmqAcknowledgement.AUTOMATIC, body, Fate.DONE);
    }

    /** What the broker does with a delivery. */
    enum Fate {
        DONE,
        DEAD,
        OPEN
    }

    private void settles(RmqAcknowledgement acknowledgement, String body, Fate fate) throws Exception {
        var queue = Services.newQueue();
        var replies = queue + ".replies";
        raw.declare(replies);
        var handler = new Fates();
        try (var log = Log.open()) {
            var server = server(queue, options -> options.acknowledgement(acknowledgement), handler);

            raw.publish("", queue, body.equals("DEEP") ? deep() : body, properties(body, replies));
            raw.publish("", queue, "{\"pattern\":\"marker\",\"data\":1}");

            assertThat(handler.marked.await(WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            server.stop(WAIT);
            await().atMost(WAIT).until(() -> raw.count(queue) == (fate == Fate.OPEN ? 1 : 0));
            await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == (fate == Fate.DEAD ? 1 : 0));
            await().atMost(WAIT).until(() -> raw.count(replies) > 0 == isAnswered(body));
            assertThat(log.lines())
                    .as("the broker took offence at nothing")
                    .noneMatch(line -> line.contains("was lost"));
        }
    }

    private static boolean isAnswered(String body) {
        return body.contains("\"pattern\"") && body.contains("\"id\":\"1\"");
    }

    private static String deep() {
        return "{\"pattern\":\"done\",\"data\":" + "[".repeat(600) + "]".repeat(600) + "}";
    }

    private static AMQP.BasicProperties properties(String body, String replies) {
        return body.contains("\"silent\"")
                ? new AMQP.BasicProperties()
                : new AMQP.BasicProperties.Builder()
                        .replyTo(replies)
                        .correlationId("1")
                        .build();
    }

    @ParameterizedTest
    @CsvSource({"DEAD_LETTER, classic, 1", "REQUEUE_ONCE, classic, 2", "REQUEUE_ONCE, quorum, 2"})
    void a_failed_event_comes_again_as_the_policy_says(RmqFailures failures, String type, int times)
            throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var kind = RmqQueueOptions.builder().argument("x-queue-type", type).build();
        server(queue, options -> options.failures(failures).queueOptions(kind), handler);

        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");

        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
        assertThat(handler.seen).hasValue(times);
    }

    @Test
    void what_a_lost_connection_brought_back_counts_as_failed_once() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var relay = new Relay(broker.address());
        opened.add(relay);
        server(
                queue,
                options -> options.url("amqp://127.0.0.1:" + relay.port()).failures(RmqFailures.REQUEUE_ONCE),
                handler);
        raw.publish("", queue, "{\"pattern\":\"waits.and.fails\",\"data\":1}");
        await().atMost(WAIT).until(() -> handler.seen.get() == 1);

        relay.cut();
        await().atMost(WAIT).until(() -> handler.seen.get() == 2);
        handler.gate.countDown();

        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
        assertThat(handler.seen).hasValue(2);
    }

    @Test
    void an_event_is_requeued_until_it_succeeds() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.failures(RmqFailures.REQUEUE), handler);

        raw.publish("", queue, "{\"pattern\":\"third.time\",\"data\":1}");

        await().atMost(WAIT).until(() -> handler.seen.get() == 3);
        server.stop(WAIT);
        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void a_poison_message_goes_to_the_dead_letters_and_the_rest_flow_on() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options, handler);

        for (var index = 0; index < 50; index++) {
            raw.publish("", queue, "{\"pattern\":\"%s\",\"data\":1}".formatted(index == 10 ? "fails" : "done"));
        }

        await().atMost(WAIT).until(() -> handler.seen.get() == 50);
        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
        var dead = raw.take(queue + ".dead");
        assertThat(dead.getProps().getHeaders()).containsKey("x-death");
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_SUCCESS", "MANUAL"})
    void a_server_that_stops_gives_back_what_it_has_not_done(RmqAcknowledgement acknowledgement) throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = track(MicroserviceServer.builder()
                .options(ServerOptions.builder().maxInFlight(2).build())
                .controller(handler)
                .transporter(Services.transporter(
                        broker,
                        options -> options.queue(queue)
                                .acknowledgement(acknowledgement)
                                .prefetch(5)
                                .deadLetterQueue(queue + ".dead")))
                .start());
        for (var index = 0; index < 10; index++) {
            raw.publish("", queue, "{\"pattern\":\"waits\",\"data\":1}");
        }
        await().atMost(WAIT).until(() -> handler.seen.get() == 2);

        server.stop(Duration.ZERO);

        await().atMost(WAIT).until(() -> raw.count(queue) == 10);
        assertThat(raw.count(queue + ".dead")).isZero();
        assertThat(handler.seen).hasValue(2);
    }

    @Test
    void a_server_that_stops_does_what_the_broker_has_forgotten() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = track(MicroserviceServer.builder()
                .options(ServerOptions.builder().maxInFlight(2).build())
                .controller(handler)
                .transporter(Services.transporter(
                        broker, options -> options.queue(queue).acknowledgement(RmqAcknowledgement.AUTOMATIC)))
                .start());
        for (var index = 0; index < 10; index++) {
            raw.publish("", queue, "{\"pattern\":\"waits\",\"data\":1}");
        }
        await().atMost(WAIT).until(() -> handler.seen.get() == 2);

        var stopping = Thread.ofVirtual().start(() -> server.stop(WAIT));
        handler.gate.countDown();

        await().atMost(WAIT).until(() -> !stopping.isAlive());
        assertThat(handler.seen.get() + raw.count(queue)).isEqualTo(10);
    }

    @Test
    void what_is_in_flight_is_done_and_acknowledged_before_a_server_stops() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options, handler);
        raw.publish("", queue, "{\"pattern\":\"waits\",\"data\":1}");
        await().atMost(WAIT).until(() -> handler.seen.get() == 1);

        var stopping = Thread.ofVirtual().start(() -> server.stop(WAIT));
        handler.gate.countDown();

        await().atMost(WAIT).until(() -> !stopping.isAlive());
        assertThat(raw.count(queue)).isZero();
    }

    @Test
    void unknown_patterns_do_not_use_up_the_prefetch() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        for (var acknowledgement : List.of(RmqAcknowledgement.AFTER_SUCCESS, RmqAcknowledgement.MANUAL)) {
            var server = server(queue, options -> options.prefetch(1).acknowledgement(acknowledgement), handler);
            var before = handler.seen.get();
            for (var index = 0; index < 5; index++) {
                raw.publish("", queue, "{\"pattern\":\"unknown\",\"data\":1}");
            }
            raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");
            await().atMost(WAIT).until(() -> handler.seen.get() == before + 1);
            server.stop(WAIT);
        }
        assertThat(raw.count(queue + ".dead")).isEqualTo(10);
    }

    @Test
    void acknowledgements_of_many_that_end_in_any_order_stand_for_each_once() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        try (var log = Log.open()) {
            var server = server(queue, options -> options.prefetch(64), handler);
            try (var channel = raw.open()) {
                for (var index = 0; index < 5_000; index++) {
                    channel.basicPublish(
                            "",
                            queue,
                            new AMQP.BasicProperties(),
                            (index % 7 == 0
                                            ? "{\"pattern\":\"fails\",\"data\":1}"
                                            : "{\"pattern\":\"jitter\",\"data\":1}")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            } catch (TimeoutException error) {
                throw new IOException(error);
            }
            await().atMost(WAIT.multipliedBy(2)).until(() -> handler.seen.get() == 5_000);
            server.stop(WAIT);
            assertThat(log.lines()).noneMatch(line -> line.contains("was lost"));
        }
        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isEqualTo((5_000 + 6) / 7);
    }
}
