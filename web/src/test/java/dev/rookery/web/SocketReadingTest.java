package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.internal.DeadlineSweeper;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SocketReadingTest {
    private final IntakeGate gate = new IntakeGate();
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final SocketReading reading = new SocketReading(gate, full::get, asked::incrementAndGet);

    private static long inAnHour() {
        return DeadlineSweeper.now() + 3_600_000_000_000L;
    }

    /** Whether silence counts against the client, who took nothing meanwhile either. */
    private boolean counts() {
        var later = inAnHour();
        return reading.lastSign(later, 0) < later;
    }

    @Test
    void nothing_is_asked_for_and_no_sign_expected_before_the_beginning() {
        assertThat(asked).hasValue(0);
        assertThat(counts()).isFalse();
    }

    @Test
    void frames_are_asked_for_one_by_one() {
        reading.readOn();
        reading.readOn();
        assertThat(asked).hasValue(1);
        assertThat(counts()).isTrue();

        reading.heard();
        assertThat(counts()).as("while it is handled").isTrue();
        reading.readOn();
        assertThat(asked).hasValue(2);
    }

    @Test
    void who_has_too_much_waiting_is_read_when_there_is_room() {
        full.set(true);
        reading.readOn();
        assertThat(asked).hasValue(0);
        assertThat(counts()).isTrue();
        var later = inAnHour();
        assertThat(reading.lastSign(later, later - 1)).as("it took something").isEqualTo(later - 1);

        full.set(false);
        reading.wake();
        reading.wake();
        assertThat(asked).hasValue(1);
    }

    @Test
    void who_is_held_back_by_the_service_owes_no_sign() {
        reading.readOn();
        gate.pause();
        assertThat(counts()).as("it is being read").isTrue();

        reading.heard();
        reading.readOn();
        assertThat(asked).hasValue(1);
        assertThat(counts()).isFalse();

        gate.resume();
        assertThat(asked).hasValue(2);
        assertThat(counts()).isTrue();
    }

    @Test
    void who_is_closed_is_read_whatever_waits() {
        full.set(true);
        reading.readOn();
        gate.pause();

        reading.readNow();
        assertThat(asked).hasValue(1);
    }
}
