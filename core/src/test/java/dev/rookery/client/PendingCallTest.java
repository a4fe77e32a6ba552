package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.error.UndecodableReplyException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** What a call asks of the wire, and what its subscriber gets. */
final class PendingCallTest extends WiredClient {
    // ---- the normal course ----

    @Test
    void nothing_is_sent_before_somebody_asks() {
        StepVerifier.create(send(), 0)
                .expectSubscription()
                .then(() -> assertThat(wire.sent).isEmpty())
                .thenRequest(1)
                .then(() -> wire.last(wire.lastId(), 5))
                .expectNext(5)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void a_request_that_is_cancelled_before_anybody_asks_is_never_sent() {
        send().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
                subscription.request(1);
            }
        });

        assertThat(wire.sent).isEmpty();
    }

    @Test
    void each_subscription_sends_anew() {
        wire.whenSent = (same, id) -> same.last(id, wire.sent.size());
        var replies = send();

        StepVerifier.create(replies).expectNext(1).expectComplete().verify(SOON);
        StepVerifier.create(replies).expectNext(2).expectComplete().verify(SOON);
    }

    @Test
    void replies_may_come_before_the_request_returns() {
        wire.whenSent = (same, id) -> {
            same.value(id, 1);
            same.value(id, 2);
            same.last(id, 3);
        };

        StepVerifier.create(send()).expectNext(1, 2, 3).expectComplete().verify(SOON);
        StepVerifier.create(send(), 1)
                .expectNext(1)
                .thenRequest(1)
                .expectNext(2)
                .thenRequest(1)
                .expectNext(3)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).isEmpty();
    }

    @Test
    void the_wire_is_asked_for_as_much_as_the_subscriber_asks() {
        StepVerifier.create(send(), 2)
                .then(() -> assertThat(wire.demand).hasValue(2))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenRequest(3)
                .then(() -> assertThat(wire.demand).hasValue(5))
                .then(() -> wire.end(wire.lastId()))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void values_wait_for_demand_and_the_end_waits_for_them() {
        StepVerifier.create(send(), 1)
                .then(() -> {
                    wire.value(wire.lastId(), 1);
                    wire.value(wire.lastId(), 2);
                    wire.end(wire.lastId());
                })
                .expectNext(1)
                .expectNoEvent(Duration.ofMillis(20))
                .thenRequest(1)
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_mono_takes_the_first_reply_and_withdraws() {
        StepVerifier.create(request())
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).hasSize(1);

        wire.whenSent = (same, id) -> same.value(id, 7);
        StepVerifier.create(request()).expectNext(7).expectComplete().verify(SOON);
        assertThat(wire.cancelled).hasSize(2);
    }

    @Test
    void a_mono_whose_reply_was_the_last_withdraws_nothing() {
        StepVerifier.create(request())
                .then(() -> wire.last(wire.lastId(), 1))
                .expectNext(1)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).isEmpty();
    }

    @Test
    void cancelling_withdraws() {
        StepVerifier.create(send())
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenCancel()
                .verify(SOON);

        assertThat(wire.cancelled).hasSize(1);
        wire.value(wire.lastId(), 2);
    }

    @Test
    void cancelling_while_the_request_is_on_its_way_withdraws_too() {
        var subscriber = new BaseSubscriber<Integer>() {};
        wire.whenSent = (same, id) -> subscriber.cancel();

        send().subscribe(subscriber);

        assertThat(wire.cancelled).hasSize(1);
    }

    @Test
    void a_misfit_behind_values_that_wait_withdraws_the_request() {
        wire.whenSent = (same, id) -> {
            same.value(id, 1);
            same.value(id, 2);
            same.value(id, "\"misfit\"");
        };

        StepVerifier.create(send(), 1)
                .expectNext(1)
                .then(() -> assertThat(wire.cancelled).hasSize(1))
                .thenRequest(5)
                .expectNext(2)
                .expectError(UndecodableReplyException.class)
                .verify(SOON);
    }

    @Test
    void ids_are_unique_and_of_21_hexadecimal_digits() {
        var ids = new HashSet<String>();
        wire.whenSent = (same, id) -> same.end(id);
        for (var index = 0; index < 2_000; index++) {
            send().subscribe();
            if (index % 500 == 0) {
                wire.reconnect();
            }
            ids.add(wire.lastId());
        }
        assertThat(ids).hasSize(2_000).allMatch(id -> id.matches("[0-9a-f]{21}"));
    }

    // ---- null ----

    @Test
    void null_alone_completes_empty() {
        wire.whenSent = (same, id) -> same.last(id, "null");
        StepVerifier.create(send()).expectComplete().verify(SOON);
        StepVerifier.create(request()).expectComplete().verify(SOON);

        wire.whenSent = (same, id) -> {
            same.value(id, "null");
            same.end(id);
        };
        StepVerifier.create(send()).expectComplete().verify(SOON);
        StepVerifier.create(request()).expectComplete().verify(SOON);
    }

    @Test
    void null_among_values_is_an_error() {
        for (var nulls : List.of(List.of("null", "1"), List.of("1", "null"), List.of("null", "null"))) {
            wire.whenSent = (same, id) -> nulls.forEach(json -> same.value(id, json));

            StepVerifier.create(send())
                    .thenConsumeWhile(value -> true)
                    .expectError(UndecodableReplyException.class)
                    .verify(SOON);
        }
    }

    @Test
    void a_tree_has_a_null_of_its_own() {
        wire.whenSent = (same, id) -> {
            same.value(id, "null");
            same.value(id, 1);
            same.last(id, "null");
        };

        StepVerifier.create(client().send("p", 1, JsonNode.class).map(JsonNode::isNull))
                .expectNext(true, false, true)
                .expectComplete()
                .verify(SOON);
    }
}
