package dev.rookery.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineSweeperTest {
    private static final AtomicInteger TESTS = new AtomicInteger();

    /** Of this test alone: threads of the one before it may still be on their way out. */
    private final String name = "sweeper-under-test-" + TESTS.incrementAndGet();

    private final AtomicInteger sweeps = new AtomicInteger();
    private final AtomicLong earliest = new AtomicLong(DeadlineSweeper.NEVER);

    private long sweep(long now) {
        sweeps.incrementAndGet();
        var due = earliest.get();
        return due <= now ? DeadlineSweeper.NEVER : due;
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void there_is_no_thread_before_the_first_deadline_and_none_after_the_end() {
        var sweeper = new DeadlineSweeper(name, this::sweep);
        assertThat(threads()).isZero();
        sweeper.expect(DeadlineSweeper.NEVER);
        assertThat(threads()).isZero();

        sweeper.expect(DeadlineSweeper.in(Duration.ofHours(1).toNanos()));
        assertThat(threads()).isEqualTo(1);

        sweeper.close();
        await().atMost(5, SECONDS).until(() -> threads() == 0);
        sweeper.expect(DeadlineSweeper.in(1));
        assertThat(threads()).isZero();
    }

    @Test
    void an_earlier_deadline_wakes_it() {
        try (var sweeper = new DeadlineSweeper(name, this::sweep)) {
            sweeper.expect(DeadlineSweeper.in(Duration.ofHours(1).toNanos()));
            earliest.set(DeadlineSweeper.in(Duration.ofMillis(20).toNanos()));
            sweeper.expect(earliest.get());

            await().atMost(5, SECONDS).until(() -> sweeps.get() == 1);
        }
    }

    @Test
    void it_sleeps_between_deadlines() {
        try (var sweeper = new DeadlineSweeper(name, this::sweep)) {
            sweeper.expect(DeadlineSweeper.in(1));
            await().atMost(5, SECONDS).until(() -> sweeps.get() == 1);
            earliest.set(DeadlineSweeper.in(Duration.ofHours(1).toNanos()));
            sweeper.expect(DeadlineSweeper.in(1));
            await().atMost(5, SECONDS).until(() -> sweeps.get() == 2);

            await().during(Duration.ofMillis(50)).until(() -> sweeps.get() == 2);
        }
    }

    @Test
    void a_sweep_that_throws_or_leaves_an_interrupt_is_followed_by_others() {
        try (var sweeper = new DeadlineSweeper(name, now -> {
            if (sweeps.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("broken");
            }
            return DeadlineSweeper.NEVER;
        })) {
            sweeper.expect(DeadlineSweeper.in(1));

            await().atMost(5, SECONDS).until(() -> sweeps.get() == 2);
        }
    }

    @Test
    void time_does_not_overflow() {
        assertThat(DeadlineSweeper.in(0)).isEqualTo(DeadlineSweeper.NEVER);
        assertThat(DeadlineSweeper.in(Long.MAX_VALUE)).isEqualTo(DeadlineSweeper.NEVER);
        assertThat(DeadlineSweeper.nanos(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(DeadlineSweeper.nanos(Duration.ofMillis(2))).isEqualTo(2_000_000);
    }
}
