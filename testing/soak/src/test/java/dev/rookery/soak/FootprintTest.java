package dev.rookery.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void what_stays_within_its_tolerance_has_not_grown() {
        var before = new Footprint(20 * MEBIBYTE, 30, 40);

        assertThat(new Footprint(24 * MEBIBYTE, 34, 44).growthSince(before)).isEmpty();
        assertThat(new Footprint(10 * MEBIBYTE, 3, 4).growthSince(before)).isEmpty();
    }

    @Test
    void what_has_grown_is_named_with_both_values() {
        var before = new Footprint(20 * MEBIBYTE, 30, 40);

        assertThat(new Footprint(25 * MEBIBYTE, 35, 45).growthSince(before))
                .containsExactly(
                        "the heap grew from 20.0 to 25.0 MiB (expected: at most 4.0 more)",
                        "threads grew from 30 to 35 (expected: at most 4 more)",
                        "open files grew from 40 to 45 (expected: at most 4 more)");
    }

    @Test
    void of_several_the_least_of_each_counts() {
        assertThat(Footprint.least(List.of(new Footprint(3, 1, 2), new Footprint(2, 5, 1), new Footprint(9, 9, 9))))
                .isEqualTo(new Footprint(2, 1, 1));
    }
}
