package dev.rookery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyStartTest {

    @Test
    void it_is_made_once_on_a_thread_of_its_own() {
        var makers = new AtomicInteger();
        var early = EarlyStart.of("early", () -> {
            makers.incrementAndGet();
            return Thread.currentThread().getName();
        });

        assertThat(early.get()).isEqualTo("early");
        assertThat(early.get()).isEqualTo("early");
        assertThat(makers).hasValue(1);
    }

    @Test
    void whoever_needs_it_waits_for_it_and_keeps_an_interrupt() {
        var gate = new CountDownLatch(1);
        var early = EarlyStart.of("early", () -> {
            awaitUninterruptibly(gate);
            return "made";
        });
        Thread.currentThread().interrupt();
        var opener = Thread.ofVirtual().start(gate::countDown);

        assertThat(early.get()).isEqualTo("made");
        assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
        assertThat(opener).isNotNull();
    }

    @Test
    void what_its_maker_threw_is_told_to_each_that_asks() {
        var early = EarlyStart.<String>of("early", () -> {
            throw new IllegalArgumentException("cannot be made");
        });

        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(early::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("early failed")
                    .hasRootCauseMessage("cannot be made");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
