package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicRoutesTest {

    @ParameterizedTest
    @CsvSource({
        "a/#, a",
        "a/#, a/b",
        "a/#, a/+/c",
        "a/#, a/b/#",
        "#, a/b",
        "#, +/b",
        "+, a",
        "a/+, a/b",
        "a/+, a/",
        "+/+, a/b",
        "+/#, a/b/c",
        "$sys/#, $sys/x",
    })
    void a_filter_covers_what_fits_it_whatever_comes(String wider, String filter) {
        assertThat(TopicRoutes.covers(wider, filter)).isTrue();
        assertThat(TopicRoutes.covers(filter, wider)).as("the other way round").isFalse();
    }

    @Test
    void the_nearest_filter_goes_first() {
        assertThat(TopicRoutes.nearestFirst(List.of("#", "a/#", "+/b", "a/+/c", "a/+")))
                .containsExactly("a/+/c", "a/+", "a/#", "+/b", "#");
        assertThat(TopicRoutes.nearestFirst(List.of("a/+", "+/b"))).containsExactly("a/+", "+/b");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b",
        "a, a/b",
        "a/+, a/b/c",
        "a/+, a",
        "a/+, a/#",
        "+, #",
        "a/#, b",
        "a/#, +/b",
        "+/b, a/+",
        "#, $sys/x",
        "+/x, $sys/x",
    })
    void a_filter_covers_nothing_beyond_it(String wider, String filter) {
        assertThat(TopicRoutes.covers(wider, filter)).isFalse();
    }
}
