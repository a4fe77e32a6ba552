package dev.rookery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import dev.rookery.transport.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StartRetriesTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0);
    private static final Backoff ENDLESS = new Backoff(Duration.ofDays(1), Duration.ofDays(1), 0);
    private final RuntimeException failure = new IllegalStateException("nobody there");

    private static StartRetries retries(int number, Backoff backoff) {
        return new StartRetries(number, backoff, LoggerFactory.getLogger(StartRetriesTest.class));
    }

    @Test
    void there_are_as_many_as_were_asked_for() {
        var retries = retries(2, QUICK);

        assertThat(retries.again(failure)).isTrue();
        assertThat(retries.again(failure)).isTrue();
        assertThat(retries.again(failure)).isFalse();
    }

    @Test
    void an_attempt_runs_until_it_succeeds() {
        var attempts = new AtomicInteger();

        retries(5, QUICK).run(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw failure;
            }
        });

        assertThat(attempts).hasValue(3);
    }

    @Test
    void what_cannot_start_at_all_is_not_tried_again() {
        var refused = new StartException("not allowed");

        assertThatThrownBy(() -> retries(5, ENDLESS).run(() -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }

    @Test
    void the_last_failure_is_told() {
        assertThatThrownBy(() -> retries(1, QUICK).run(() -> {
                    throw failure;
                }))
                .isInstanceOf(StartException.class)
                .hasMessage("The server cannot start: nobody there")
                .hasCause(failure);
    }

    @Test
    void what_an_error_of_a_connection_says_is_said_once_in_a_stack_trace() {
        assertThatThrownBy(() -> retries(0, QUICK).run(() -> {
                    throw new ConnectionRefusedException("Cannot connect to nowhere", failure);
                }))
                .isInstanceOf(StartException.class)
                .hasMessage("The server cannot start: Cannot connect to nowhere")
                .hasCause(failure);
    }

    @Test
    void none_means_that_the_first_failure_is_the_last() {
        assertThat(retries(0, ENDLESS).again(failure)).isFalse();
    }

    @Test
    void the_end_ends_a_wait() {
        var retries = retries(1, ENDLESS);
        var waiting = CompletableFuture.supplyAsync(() -> retries.again(failure));

        retries.end();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
        assertThat(retries.hasEnded()).isTrue();
    }

    @Test
    void an_interrupt_ends_a_wait_and_is_kept() {
        Thread.currentThread().interrupt();

        assertThat(retries(1, ENDLESS).again(failure)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
