package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who settles a delivery, and when: the service after success, a handler by hand, the broker at once. */
final class RmqAcknowledgementIT extends WithBroker {
    @ParameterizedTest
    @CsvSource({"acknowledge, 0, 0", "drop, 0, 1", "twice, 0, 0", "nothing, 1, 0", "channel, 0, 0"})
    void a_handler_settles_by_hand(String how, int back, int dead) throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);

        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"" + how + "\"}");

        await().atMost(WAIT).until(() -> handler.seen.get() == 1);
        server.stop(WAIT);
        await().atMost(WAIT).until(() -> raw.count(queue) == back && raw.count(queue + ".dead") == dead);
        assertThat(handler.errors).hasSize(how.equals("twice") ? 1 : 0);
    }

    @Test
    void with_manual_settling_a_failure_settles_nothing_and_no_handler_rejects() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);
        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");
        raw.publish("", queue, "{\"pattern\":\"unknown\",\"data\":1,\"id\":\"1\"}");
        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1 && handler.seen.get() == 1);

        server.stop(WAIT);

        await().atMost(WAIT).until(() -> raw.count(queue) == 1);
    }

    @Test
    void a_filter_settles_by_hand_what_a_guard_kept_from_its_handler() throws IOException {
        var queue = Services.newQueue();
        server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), new Fates());

        raw.publish("", queue, "{\"pattern\":\"guarded.settled\",\"data\":1}");

        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
    }

    @Test
    void early_acknowledgement_is_final() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options, handler);
        raw.publish("", queue, "{\"pattern\":\"early\",\"data\":1}");
        await().atMost(WAIT).until(() -> handler.seen.get() == 1);

        server.stop(WAIT);

        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void with_automatic_settling_there_is_nothing_to_settle() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options.acknowledgement(RmqAcknowledgement.AUTOMATIC), handler);
        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");
        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");

        await().atMost(WAIT).until(() -> handler.errors.size() == 1);
        assertThat(handler.errors.getFirst()).hasMessageContaining("AUTOMATIC");
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void a_wrong_tag_ends_the_channel_and_not_the_service() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);
        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"wrong\"}");
        await().atMost(WAIT).until(() -> handler.seen.get() >= 2); // it was not settled, and comes again

        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");

        await().atMost(WAIT).until(() -> handler.seen.get() >= 3);
    }

    @Test
    void intake_that_pauses_at_the_bound_goes_on_with_automatic_settling_too() throws IOException {
        for (var acknowledgement : RmqAcknowledgement.values()) {
            var queue = Services.newQueue();
            var handler = new Fates();
            var server = track(MicroserviceServer.builder()
                    .options(ServerOptions.builder().maxInFlight(4).build())
                    .controller(handler)
                    .transporter(Services.transporter(
                            broker,
                            options -> options.queue(queue)
                                    .acknowledgement(acknowledgement)
                                    .prefetch(0)))
                    .start());
            IntStream.range(0, 300).forEach(index -> {
                try {
                    raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"slowly\"}");
                } catch (IOException error) {
                    throw new IllegalStateException(error);
                }
            });
            await().atMost(WAIT).until(() -> handler.seen.get() == 300);
            server.stop(WAIT);
        }
    }

    @Test
    void a_context_says_that_it_was_settled() {
        assertThatThrownBy(() ->
                        RmqTransporter.builder().queue("q").prefetch(70_000).build())
                .hasMessageContaining("prefetch");
    }
}
