package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.HandlerDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({"'', '', /", "orders, '', /orders", "/orders/, /{id}/, /orders/{id}", "'', a/b, /a/b", "//, /, /"})
    void paths_are_joined_whatever_slashes_they_have(String base, String path, String expected) {
        assertThat(PathTemplate.join(base, path)).isEqualTo(expected);
    }

    @Test
    void variables_have_names() {
        assertThat(PathTemplate.of("a/{id}/b/{*rest}").names()).containsExactly("id", "rest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/:id   | The path /a/:id has :id (expected: {id}, where Nest has a colon)",
                "a/*/b   | The path /a/*/b has * before its end, and it takes all that follows: put it last",
                "a/{b}c  | The path /a/{b}c has \"{b}c\" (expected: a text, or a variable alone, as {id})",
                "a/{}    | The path /a/{} has a variable \"\" (expected: letters and digits)",
                "{a}/{a} | The path /{a}/{a} has {a} twice: give each variable a name of its own",
                "a//b    | The path /a//b has \"\" (expected: a text, or a variable alone, as {id})",
            })
    void a_mistake_is_told_with_its_cure(String path, String message) {
        assertThatThrownBy(() -> PathTemplate.of(path))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage(message);
    }
}
