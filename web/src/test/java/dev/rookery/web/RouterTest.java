package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.HandlerDefinitionException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouterTest {
    private final Router<String> router = new Router<>();

    private void add(String method, String path) {
        router.add(method, PathTemplate.of(path), method + " " + path);
    }

    private Router.Match<String> match(String method, String path) {
        return router.match(method, RequestPath.segments(path).orElseThrow());
    }

    private static Router.Match<String> found(String target) {
        return new Router.Found<>(target, Map.of());
    }

    @Test
    void a_text_is_found_before_a_variable() {
        add("GET", "/orders/{id}");
        add("GET", "/orders/new");

        assertThat(match("GET", "/orders/new")).isEqualTo(found("GET /orders/new"));
        assertThat(match("GET", "/orders/7")).isEqualTo(new Router.Found<>("GET /orders/{id}", Map.of("id", "7")));
    }

    @Test
    void a_variable_is_found_where_the_text_has_nothing_for_the_method() {
        add("GET", "/orders/new");
        add("POST", "/orders/{id}");

        assertThat(match("POST", "/orders/new"))
                .isEqualTo(new Router.Found<>("POST /orders/{id}", Map.of("id", "new")));
    }

    @Test
    void the_way_back_from_a_dead_end_is_found() {
        add("GET", "/a/b/c");
        add("GET", "/a/{x}/d");

        assertThat(match("GET", "/a/b/d")).isEqualTo(new Router.Found<>("GET /a/{x}/d", Map.of("x", "b")));
    }

    @Test
    void a_wildcard_takes_the_rest() {
        add("GET", "/files/*");
        add("GET", "/docs/{*path}");

        assertThat(match("GET", "/files/a/b")).isEqualTo(new Router.Found<>("GET /files/*", Map.of("*", "a/b")));
        assertThat(match("GET", "/files")).isEqualTo(new Router.Found<>("GET /files/*", Map.of("*", "")));
        assertThat(match("GET", "/docs/x")).isEqualTo(new Router.Found<>("GET /docs/{*path}", Map.of("path", "x")));
    }

    @Test
    void head_falls_to_get() {
        add("GET", "/a");

        assertThat(match("HEAD", "/a")).isEqualTo(found("GET /a"));
    }

    @Test
    void head_has_its_own_handler_where_there_is_one() {
        add("GET", "/a");
        add("HEAD", "/a");

        assertThat(match("HEAD", "/a")).isEqualTo(found("HEAD /a"));
    }

    @Test
    void any_method_finds_what_is_for_all() {
        add("ALL", "/a");
        add("PUT", "/a");

        assertThat(match("DELETE", "/a")).isEqualTo(found("ALL /a"));
        assertThat(match("PUT", "/a")).isEqualTo(found("PUT /a"));
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        add("GET", "/a/{id}");
        add("PUT", "/a/b");

        assertThat(match("DELETE", "/a/b")).isEqualTo(new Router.NotAllowed<String>(Set.of("GET", "HEAD", "PUT")));
    }

    @Test
    void another_path_is_unknown() {
        add("GET", "/a/{id}");

        assertThat(match("GET", "/a")).isEqualTo(new Router.Unknown<String>());
        assertThat(match("GET", "/a/b/c")).isEqualTo(new Router.Unknown<String>());
        assertThat(match("GET", "/A/b")).isEqualTo(new Router.Unknown<String>());
        assertThat(match("GET", "/a//")).isEqualTo(new Router.Unknown<String>());
    }

    @Test
    void the_root_and_a_slash_at_the_end_are_found() {
        add("GET", "/");
        add("GET", "/a");

        assertThat(match("GET", "/")).isEqualTo(found("GET /"));
        assertThat(match("GET", "/a/")).isEqualTo(found("GET /a"));
    }

    @Test
    void two_handlers_of_one_path_are_refused() {
        add("GET", "/a/{id}");

        assertThatThrownBy(() -> add("GET", "/a/{name}"))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage("Two handlers answer GET /a/{name}, the other as /a/{id}: give one of them another path");
    }

    @Test
    void a_path_of_very_many_parts_is_unknown() {
        add("GET", "/{a}/{b}");

        assertThat(router.match("GET", List.of("x".repeat(100_000).split("(?<=x)"))))
                .isEqualTo(new Router.Unknown<String>());
    }
}
