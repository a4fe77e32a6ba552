package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DemandTest {
    private final Demand demand = new Demand();

    @Test
    void little_is_asked_for_before_anything_is_known() {
        assertThat(demand.next()).isEqualTo(16);
    }

    @Test
    void many_small_values_are_asked_for() {
        demand.came(2);

        assertThat(demand.next()).isEqualTo(256);
    }

    @Test
    void large_values_are_asked_for_one_by_one() {
        demand.came(1_000_000);

        assertThat(demand.next()).isEqualTo(1);
    }
}
