package dev.rookery.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.server.Admission.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    private final List<String> intake = new ArrayList<>();

    private Admission admission(int maxInFlight, int maxWaiting) {
        return new Admission(maxInFlight, maxWaiting, () -> intake.add("pause"), () -> intake.add("resume"));
    }

    @Test
    void the_message_that_takes_the_last_place_pauses_intake() {
        var admission = admission(2, 1);

        assertThat(admission.enter(() -> true)).isEqualTo(Verdict.ADMITTED);
        assertThat(intake).isEmpty();
        assertThat(admission.enter(() -> true)).isEqualTo(Verdict.ADMITTED);
        assertThat(intake).containsExactly("pause");
    }

    @Test
    void beyond_the_bound_messages_wait_and_beyond_that_they_are_refused() {
        var admission = admission(1, 2);
        var started = new ArrayList<Integer>();

        assertThat(admission.enter(() -> started.add(0))).isEqualTo(Verdict.ADMITTED);
        assertThat(admission.enter(() -> started.add(1))).isEqualTo(Verdict.WAITING);
        assertThat(admission.enter(() -> started.add(2))).isEqualTo(Verdict.WAITING);
        assertThat(admission.enter(() -> started.add(3))).isEqualTo(Verdict.REFUSED);
        assertThat(admission.waiting()).isEqualTo(2);

        admission.leave();
        admission.leave();

        assertThat(started).containsExactly(1, 2);
        assertThat(admission.inFlight()).isEqualTo(1);
        admission.leave();
        assertThat(admission.inFlight()).isZero();
        assertThat(intake).containsExactly("pause", "resume");
    }

    /** Where one is started while another thread gives a place back. */
    @Test
    void who_waits_is_started_in_the_order_in_which_it_came() {
        var admission = admission(2, 3);
        var started = new ArrayList<Integer>();
        admission.enter(() -> true);
        admission.enter(() -> true);
        admission.enter(() -> {
            var other = Thread.ofVirtual().start(() -> {
                admission.leave();
                assertThat(admission.enter(() -> started.add(3))).isEqualTo(Verdict.WAITING);
            });
            try {
                assertThat(other.join(Duration.ofSeconds(5))).isTrue();
            } catch (InterruptedException error) {
                throw new IllegalStateException(error);
            }
            return started.add(1);
        });
        admission.enter(() -> started.add(2));

        admission.leave();
        admission.leave();

        assertThat(started).containsExactly(1, 2, 3);
    }

    @Test
    void one_that_fails_at_its_start_does_not_keep_the_others_waiting() {
        var admission = admission(1, 2);
        var started = new ArrayList<Integer>();
        admission.enter(() -> true);
        admission.enter(() -> {
            throw new AssertionError("no thread");
        });
        admission.enter(() -> started.add(2));

        assertThatThrownBy(admission::leave).hasMessage("no thread");

        assertThat(started).containsExactly(2);
        assertThat(admission.inFlight()).isEqualTo(1);
    }

    /** Where none may wait, whoever comes while another leaves is not to be refused for it. */
    @Test
    void a_place_that_is_free_is_given_though_another_one_is_just_given_back() throws Exception {
        for (var round = 0; round < 2_000; round++) {
            var admission = admission(4, 0);
            for (var index = 0; index < 4; index++) {
                admission.enter(() -> true);
            }
            admission.leave();
            var leaving = Thread.startVirtualThread(() -> {
                admission.leave();
                admission.leave();
            });

            assertThat(admission.enter(() -> true)).as("round %d", round).isEqualTo(Verdict.ADMITTED);
            assertThat(leaving.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void none_waits_where_none_may() {
        var admission = admission(1, 0);

        assertThat(admission.enter(() -> true)).isEqualTo(Verdict.ADMITTED);
        assertThat(admission.enter(() -> true)).isEqualTo(Verdict.REFUSED);
        admission.leave();
        assertThat(admission.enter(() -> true)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void intake_resumes_only_when_a_quarter_of_the_places_is_free() {
        var admission = admission(8, 0);
        for (var index = 0; index < 8; index++) {
            admission.enter(() -> true);
        }

        admission.leave();
        admission.leave();
        assertThat(intake).containsExactly("pause");
        admission.leave();
        assertThat(intake).containsExactly("pause", "resume");
    }

    @Test
    void a_message_that_does_not_want_its_place_any_more_leaves_it_to_the_next() {
        var admission = admission(1, 10_000);
        var asked = new AtomicInteger();
        admission.enter(() -> true);
        for (var index = 0; index < 9_999; index++) {
            admission.enter(() -> {
                asked.incrementAndGet();
                return false;
            });
        }
        admission.enter(() -> true);

        admission.leave();

        assertThat(asked).hasValue(9_999);
        assertThat(admission.inFlight()).isEqualTo(1);
        assertThat(admission.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "1,4", "2,1", "3,2", "7,100"})
    void the_bound_holds_and_nobody_is_forgotten_whatever_threads_do(int maxInFlight, int maxWaiting) throws Exception {
        var stress = new Stress(maxInFlight, maxWaiting);

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var thread = 0; thread < 8; thread++) {
                threads.execute(stress::work);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(20, SECONDS)).isTrue();
        }

        await().atMost(5, SECONDS).until(() -> stress.admission.inFlight() == 0 && stress.admission.waiting() == 0);
        assertThat(stress.most.get()).isLessThanOrEqualTo(maxInFlight);
        assertThat(stress.handled.get() + stress.refused.get()).isEqualTo(8 * Stress.ROUNDS);
        assertThat(stress.wrongTurns.get()).isZero();
        assertThat(stress.paused.get()).as("still paused").isZero();
    }

    /** Enters and leaves from many threads, and watches what must hold. */
    private static final class Stress {
        static final int ROUNDS = 20_000;

        final Admission admission;
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger handled = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger paused = new AtomicInteger();
        final AtomicInteger wrongTurns = new AtomicInteger();

        Stress(int maxInFlight, int maxWaiting) {
            admission = new Admission(maxInFlight, maxWaiting, () -> turn(0, 1), () -> turn(1, 0));
        }

        private void turn(int from, int to) {
            if (!paused.compareAndSet(from, to)) {
                wrongTurns.incrementAndGet();
            }
        }

        void work() {
            for (var round = 0; round < ROUNDS; round++) {
                switch (admission.enter(this::later)) {
                    case ADMITTED -> handle();
                    case REFUSED -> refused.incrementAndGet();
                    case WAITING -> {}
                }
            }
        }

        private boolean later() {
            Thread.startVirtualThread(this::handle);
            return true;
        }

        private void handle() {
            var now = running.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            LockSupport.parkNanos(1);
            running.decrementAndGet();
            handled.incrementAndGet();
            admission.leave();
        }
    }
}
