package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.error.RequestTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** How long a call waits for its replies. */
final class CallTimeoutTest extends WiredClient {
    @Test
    void no_first_reply_in_time_is_an_error_and_withdraws() {
        StepVerifier.create(client().withTimeout(Duration.ofMillis(30)).send("p", 1, Integer.class))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageStartingWith("No reply of p within 30 ms"))
                .verify(SOON);
        await().untilAsserted(() -> assertThat(wire.cancelled).hasSize(1)); // which is after the error
    }

    @Test
    void no_further_reply_in_time_is_one_too() {
        StepVerifier.create(client().withTimeout(Duration.ofMillis(300)).send("p", 1, Integer.class))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageStartingWith("No further reply of p within 300 ms"))
                .verify(SOON);
    }

    @Test
    void each_reply_gives_new_time() {
        var client = client().withTimeout(Duration.ofSeconds(1));
        StepVerifier.create(client.send("p", 1, Integer.class))
                .thenAwait(Duration.ofMillis(600))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenAwait(Duration.ofMillis(600))
                .then(() -> wire.last(wire.lastId(), 2))
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void time_in_which_the_subscriber_wants_nothing_does_not_count() {
        var client = client().withTimeout(Duration.ofMillis(300));
        StepVerifier.create(client.send("p", 1, Integer.class), 1)
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectNoEvent(Duration.ofMillis(800))
                .thenRequest(1)
                .then(() -> wire.last(wire.lastId(), 2))
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_call_that_the_transport_has_not_correlated_yet_has_its_time_too() {
        wire.correlating = false;

        StepVerifier.create(client().withTimeout(Duration.ofMillis(30)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
        assertThat(wire.cancelled).containsExactly("none");
    }

    @Test
    void a_transport_that_is_slow_to_take_a_request_does_not_lose_its_deadline() {
        wire.whenSent = (same, id) -> await().pollDelay(Duration.ofMillis(60)).until(() -> true);

        StepVerifier.create(client().withTimeout(Duration.ofMillis(5)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
        wire.correlating = false;
        StepVerifier.create(client().withTimeout(Duration.ofMillis(1)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
    }

    @Test
    void many_calls_with_the_shortest_time_all_end() {
        var client = client().withTimeout(Duration.ofNanos(1));
        var ended = new AtomicInteger();
        for (var index = 0; index < 2_000; index++) {
            client.send("p", 1, Integer.class).subscribe(value -> {}, error -> ended.incrementAndGet());
        }
        await().atMost(SOON).until(() -> ended.get() == 2_000);
    }

    @Test
    void zero_waits_for_ever_and_so_do_centuries() {
        for (var time : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
            StepVerifier.create(client().withTimeout(time).send("p", 1, Integer.class))
                    .expectSubscription()
                    .expectNoEvent(Duration.ofMillis(30))
                    .then(() -> wire.last(wire.lastId(), 1))
                    .expectNext(1)
                    .expectComplete()
                    .verify(SOON);
        }
    }

    @Test
    void a_subscriber_that_throws_at_a_timeout_does_not_stop_the_clock() {
        var client = client().withTimeout(Duration.ofMillis(10));
        client.send("p", 1, Integer.class).subscribe(value -> {}, error -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("at the timeout");
        });
        await().atMost(SOON).until(() -> wire.cancelled.size() == 1);

        StepVerifier.create(client.send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
    }
}
