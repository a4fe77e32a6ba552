package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {

    @Test
    void parts_are_decoded_after_they_are_split() {
        assertThat(RequestPath.segments("/a%2Fb/%C3%A9+%20/c")).contains(List.of("a/b", "\u00e9+ ", "c"));
    }

    @Test
    void the_root_has_no_parts() {
        assertThat(RequestPath.segments("/")).contains(List.of());
    }

    @Test
    void an_empty_part_within_is_kept() {
        assertThat(RequestPath.segments("/a//b/")).contains(List.of("a", "", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%C3", "/%E0%A4%A", "/a/../b", "/a/%2e%2E/b", "/./a"})
    void what_is_no_path_is_refused(String raw) {
        assertThat(RequestPath.segments(raw)).isEmpty();
    }
}
