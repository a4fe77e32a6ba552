package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollationElementTest {

    @Test
    void it_gives_back_the_weights_that_it_is_made_of() {
        var element = CollationElement.ranked(0x1234, 0x567, 0x89);

        assertThat(CollationElement.primary(element))
                .isEqualTo(CollationElement.primary(CollationElement.unranked(0x1234, 0)));
        assertThat(CollationElement.secondary(element)).isEqualTo(0x567);
        assertThat(CollationElement.tertiary(element)).isEqualTo(0x89);
    }

    @Test
    void what_has_no_rank_of_its_own_goes_by_code_point_within_its_group() {
        var first = CollationElement.primary(CollationElement.unranked(7, 'a'));
        var second = CollationElement.primary(CollationElement.unranked(7, 'b'));

        assertThat(second).isEqualTo(first + 1).isLessThan(CollationElement.primary(CollationElement.ranked(8, 0, 0)));
    }

    @Test
    void neighbours_of_a_range_differ_by_their_rank_alone() {
        long[] first = {CollationElement.ranked(7, 5, 3), CollationElement.ranked(9, 5, 3)};

        assertThat(CollationElement.plus(first, 2))
                .containsExactly(CollationElement.ranked(9, 5, 3), CollationElement.ranked(11, 5, 3));
        assertThat(first[0]).as("the first of the range").isEqualTo(CollationElement.ranked(7, 5, 3));
    }
}
