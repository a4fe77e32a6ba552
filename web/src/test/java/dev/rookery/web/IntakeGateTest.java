package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class IntakeGateTest {
    @Test
    void who_comes_while_it_is_closed_passes_when_it_opens() {
        var gate = new IntakeGate();
        var passed = new ArrayList<Integer>();
        gate.pass(() -> passed.add(1));
        gate.pause();
        gate.pass(() -> passed.add(2));
        gate.pass(() -> passed.add(3));
        assertThat(passed).containsExactly(1);

        gate.resume();
        assertThat(passed).containsExactly(1, 2, 3);
        gate.pass(() -> passed.add(4));
        assertThat(passed).containsExactly(1, 2, 3, 4);
    }
}
