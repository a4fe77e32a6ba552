package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.Route;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    static class Orders {
        @MessagePattern("order.*")
        String any() {
            return "any";
        }

        @MessagePattern("order.place")
        String place() {
            return "place";
        }

        @MessagePattern("{cmd: 'sum', b: 1}")
        String sum() {
            return "sum";
        }

        @EventPattern("order.placed")
        void one() {}

        @EventPattern("order.placed")
        void two() {}
    }

    static class Twice {
        @MessagePattern("{b: 1, a: 2}")
        String first() {
            return "";
        }

        @MessagePattern("{a: 2, b: 1}")
        String second() {
            return "";
        }
    }

    static class Same {
        @MessagePattern({"{b: 1, a: 2}", "{a: 2, b: 1}"})
        String both() {
            return "";
        }
    }

    private static RouteTable table(Object controller) {
        return new RouteTable(Bench.bound(controller, PipelineComponents.NONE), Optional.of(WildcardSyntax.NATS));
    }

    private static String found(Optional<Route> route) {
        return route.map(Route::address).orElse("none");
    }

    @Test
    void an_exact_route_comes_before_a_wildcard() {
        var table = table(new Orders());

        assertThat(found(table.match("order.place"))).isEqualTo("order.place");
        assertThat(found(table.match("order.cancel"))).isEqualTo("order.*");
        assertThat(found(table.match("user.place"))).isEqualTo("none");
        for (var time = 0; time < 2; time++) {
            assertThat(found(table.matchPattern("\"order.place\""))).isEqualTo("order.place");
            assertThat(found(table.matchPattern("\"order.cancel\""))).isEqualTo("order.*");
            assertThat(found(table.matchPattern("\"user.place\""))).isEqualTo("none");
        }
    }

    @Test
    void an_object_is_found_however_it_is_spelt() {
        var table = table(new Orders());

        for (var spelling : new String[] {
            "{\"cmd\":\"sum\",\"b\":1}", "{\"b\":1,\"cmd\":\"sum\"}", " { \"b\" : 1.0, \"cmd\" : \"s\\u0075m\" } "
        }) {
            assertThat(table.matchPattern(spelling)).as(spelling).isPresent();
        }
    }

    static class Broken {
        @MessagePattern("{cmd: 'a\\nb'}")
        String lines() {
            return "";
        }
    }

    @Test
    void a_text_in_an_object_may_have_a_line_break() {
        assertThat(table(new Broken()).matchPattern("{\"cmd\":\"a\\nb\"}")).isPresent();
    }

    @Test
    void nonsense_is_no_route() {
        var table = table(new Orders());

        for (var nonsense : new String[] {"null", "[]", "{}", "true", "\"\"", "1e999", "[[[[[[[[[]]]]]]]]]"}) {
            assertThat(found(table.matchPattern(nonsense))).as(nonsense).isEqualTo("none");
        }
    }

    @Test
    void only_so_many_spellings_are_remembered() {
        var table = table(new Orders());

        for (var index = 0; index < 10_000; index++) {
            assertThat(found(table.matchPattern("\"order.n" + index + "\""))).isEqualTo("order.*");
            assertThat(table.remembered()).isBetween(1, 4_096);
        }
        var before = table.remembered();
        table.matchPattern("\"order." + "x".repeat(2_000) + "\"");
        assertThat(table.remembered()).as("a long one is not worth it").isEqualTo(before);

        assertThat(found(table.matchPattern("\"order.place\""))).isEqualTo("order.place");
        assertThat(table.remembered()).as("a usual spelling takes no place").isEqualTo(before);
        table.matchPattern(" \"order.place\"");
        assertThat(table.remembered()).as("a new one still finds a place").isEqualTo(before + 1);
    }

    @Test
    void two_handlers_for_the_requests_of_one_route_are_an_error_that_names_both() {
        assertThatThrownBy(() -> table(new Twice()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("Twice.first()")
                .hasMessageContaining("Twice.second()")
                .hasMessageContaining("{\"a\":2,\"b\":1}");
    }

    @Test
    void one_handler_may_spell_its_route_twice() {
        assertThat(table(new Same()).all()).hasSize(1);
    }

    @Test
    void an_event_goes_to_all_its_handlers_and_a_request_too_where_no_other_takes_it() {
        var entry = (RouteEntry) table(new Orders()).match("order.placed").orElseThrow();

        assertThat(entry.hasEventHandler()).isTrue();
        assertThat(entry.hasMessageHandler()).isFalse();
        assertThat(entry.takers(true)).hasSize(2);
        assertThat(entry.takers(false)).hasSize(2);
    }

    @Test
    void an_event_for_a_request_handler_runs_it() {
        var entry = (RouteEntry) table(new Orders()).match("order.place").orElseThrow();

        assertThat(entry.takers(true)).hasSize(1);
    }
}
