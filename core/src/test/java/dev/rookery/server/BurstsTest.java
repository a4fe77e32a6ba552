package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstsTest {
    private final List<Runnable> started = new ArrayList<>();
    private final Bursts bursts = new Bursts(started::add);

    private static Runnable task() {
        return new Runnable() {
            @Override
            public void run() {
                throw new AssertionError("a task is started, not run");
            }
        };
    }

    @Test
    void outside_of_a_burst_a_task_starts_at_once() {
        bursts.start(task());

        assertThat(started).hasSize(1);
    }

    @Test
    void within_a_burst_tasks_start_at_its_end_in_their_order() {
        var first = task();
        var second = task();

        bursts.run(() -> {
            bursts.start(first);
            bursts.start(second);
            assertThat(started).isEmpty();
        });

        assertThat(started).containsExactly(first, second);
    }

    @Test
    void a_long_burst_starts_what_it_has_in_between() {
        bursts.run(() -> {
            for (var task = 0; task < 100; task++) {
                bursts.start(task());
            }
            assertThat(started).hasSize(64);
        });

        assertThat(started).hasSize(100);
    }

    @Test
    void tasks_of_a_burst_that_fails_start_all_the_same() {
        assertThatThrownBy(() -> bursts.run(() -> {
                    bursts.start(task());
                    throw new IllegalStateException("read no further");
                }))
                .hasMessage("read no further");

        assertThat(started).hasSize(1);
        bursts.start(task());
        assertThat(started).as("the burst is over").hasSize(2);
    }

    @Test
    void a_burst_of_one_thread_does_not_hold_back_another() throws Exception {
        bursts.run(() -> {
            try {
                Thread.ofPlatform().start(() -> bursts.start(task())).join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(started).hasSize(1);
        });
    }
}
