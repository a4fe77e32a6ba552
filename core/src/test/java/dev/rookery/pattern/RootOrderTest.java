package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootOrderTest {

    @Test
    void keys_sort_as_node_sorts_them() {
        var sorted = Vectors.strings("sorted-keys.json");
        var shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(RootOrder.COMPARATOR);
        assertThat(shuffled).hasSizeGreaterThan(4000).containsExactlyElementsOf(sorted);
    }

    @Test
    void accents_decide_before_case_and_base_letters_before_accents() {
        assertThat(RootOrder.COMPARATOR.compare("éa", "eb")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("Ea", "éa")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("aB", "Ab")).isNegative();
    }

    @Test
    void a_combining_accent_is_the_accent_and_control_characters_are_nothing() {
        assertThat(RootOrder.COMPARATOR.compare("e\u0301", "é")).isZero();
        assertThat(RootOrder.COMPARATOR.compare("a\u0000b", "ab")).isZero();
        assertThat(RootOrder.COMPARATOR.compare("\u0301e", "é")).isNotZero();
    }

    @Test
    void what_the_table_does_not_list_goes_by_code_point() {
        assertThat(RootOrder.COMPARATOR.compare("😀", "🚀")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("~😀", "0")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("я", "ש")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("ש", "한")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("한", "あ")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("あ", "中")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("中", "㐀")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("\u4E00", "㐀")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("\u9FFF", "㐀")).isNegative();
        assertThat(RootOrder.COMPARATOR.compare("㐀", "\uE000")).isNegative();
    }

    @Test
    void the_order_is_total_for_any_characters() {
        var random = new Random(11);
        var keys = new ArrayList<String>();
        for (var i = 0; i < 3000; i++) {
            keys.add(random.ints(1 + random.nextInt(4), 0, 0x30000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        keys.sort(RootOrder.COMPARATOR); // throws if the comparison contradicts itself
        for (var i = 1; i < keys.size(); i++) {
            assertThat(RootOrder.COMPARATOR.compare(keys.get(i - 1), keys.get(i)))
                    .isNotPositive();
        }
    }
}
