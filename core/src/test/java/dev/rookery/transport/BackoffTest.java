package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "7, 6400", "8, 10000", "31, 10000", "32, 10000", "1000, 10000"})
    void each_failure_doubles_the_wait_up_to_the_longest(int failures, long millis) {
        assertThat(new Backoff(FIRST, LONGEST, 0).delay(failures)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void before_any_failure_it_is_the_first_wait() {
        assertThat(new Backoff(FIRST, LONGEST, 0).delay(0)).isEqualTo(FIRST);
    }

    @Test
    void a_wait_of_days_that_doubles_is_still_the_longest() {
        var days = Duration.ofDays(24);

        assertThat(new Backoff(days, days, 0).delay(1_000)).isEqualTo(days);
    }

    @Test
    void jitter_takes_up_to_its_part_away() {
        var waits = Stream.generate(() -> Backoff.DEFAULT.delay(1).toMillis())
                .limit(1_000)
                .toList();

        assertThat(waits).hasSize(1_000).allMatch(millis -> millis >= 50 && millis <= 100);
        assertThat(waits.stream().distinct().count()).as("different waits").isGreaterThan(10);
    }

    @Test
    void a_wait_is_at_least_a_millisecond() {
        var shortest = Duration.ofMillis(1);

        assertThat(new Backoff(shortest, shortest, 1).delay(1)).isEqualTo(shortest);
    }

    @Test
    void the_defaults_are_those_that_are_told() {
        assertThat(Backoff.DEFAULT).isEqualTo(new Backoff(FIRST, Duration.ofSeconds(2), 0.5));
    }

    @Test
    void bounds_may_be_reached() {
        assertThat(new Backoff(FIRST, FIRST, 0).delay(5)).isEqualTo(FIRST);
        assertThat(new Backoff(FIRST, FIRST, 1).delay(5)).isBetween(Duration.ofMillis(1), FIRST);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void jitter_is_a_part(double jitter) {
        assertThatThrownBy(() -> new Backoff(FIRST, LONGEST, jitter))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("jitter");
    }

    @Test
    void waits_have_to_be_some_and_grow() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, LONGEST, 0.5))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(() -> new Backoff(Duration.ofMillis(-1), LONGEST, 0.5))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(() -> new Backoff(LONGEST, FIRST, 0.5))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("longest");
    }
}
