package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternTest {

    @Test
    void recorded_patterns_have_the_route_and_the_json_of_nest() {
        assertThat(Vectors.rows("golden-routes.json")).hasSize(23).allSatisfy(vector -> {
            var raw = vector.get(1);
            var pattern = raw.startsWith("{") || raw.startsWith("[")
                    ? Pattern.of(raw)
                    : Pattern.ofNumber(new BigDecimal(raw));
            assertThat(pattern.route()).as(vector.get(0)).isEqualTo(vector.get(2));
            assertThat(pattern.json()).as(vector.get(0)).isEqualTo(raw);
        });
    }

    @Test
    void object_patterns_have_the_route_and_the_json_of_nest() {
        assertThat(Vectors.rows("routes.json")).hasSizeGreaterThan(100).allSatisfy(vector -> {
            var pattern = Pattern.of(vector.get(0));
            assertThat(pattern.route()).isEqualTo(vector.get(1));
            assertThat(pattern.json()).isEqualTo(vector.get(0));
        });
    }

    @Test
    void a_text_is_its_own_route() {
        var pattern = Pattern.of("user.created");
        assertThat(pattern.route()).isEqualTo("user.created");
        assertThat(pattern.json()).isEqualTo("\"user.created\"");
        assertThat(pattern.isObject()).isFalse();
    }

    @Test
    void a_number_is_written_as_javascript_writes_it() {
        assertThat(Pattern.ofNumber(1.0).route()).isEqualTo("1");
        assertThat(Pattern.ofNumber(-0.0).json()).isEqualTo("0");
        assertThat(Pattern.ofNumber(12345678901234567L).json()).isEqualTo("12345678901234568");
        assertThat(Pattern.ofNumber(42).isObject()).isFalse();
    }

    @Test
    void an_object_keeps_its_keys_in_json_and_sorts_them_in_the_route() {
        var members = new LinkedHashMap<String, Object>();
        members.put("b", 1);
        members.put("a", Arrays.asList("x", null, true, Map.of("deep", 1.5)));
        var pattern = Pattern.ofObject(members);
        assertThat(pattern.json()).isEqualTo("{\"b\":1,\"a\":[\"x\",null,true,{\"deep\":1.5}]}");
        assertThat(pattern.route())
                .isEqualTo("{\"a\":{\"0\":\"x\",\"1\":null,\"2\":true,\"3\":{\"deep\":1.5}},\"b\":1}");
        assertThat(pattern.isObject()).isTrue();
    }

    @Test
    void one_key_needs_no_map() {
        assertThat(Pattern.of("cmd", "sum")).isEqualTo(Pattern.of("{cmd: 'sum'}"));
        assertThat(Pattern.of("cmd", null).json()).isEqualTo("{\"cmd\":null}");
    }

    @Test
    void a_literal_is_never_read() {
        assertThat(Pattern.literal("{cmd: 'sum'}").route()).isEqualTo("{cmd: 'sum'}");
        assertThat(Pattern.literal("[ab]*").json()).isEqualTo("\"[ab]*\"");
        assertThat(Pattern.literal("[ab]*").isObject()).isFalse();
    }

    @Test
    void json_escapes_what_json_stringify_escapes() {
        assertThat(Pattern.literal("\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028é😀").json())
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028é😀\"");
        assertThat(Pattern.literal("\ud800").json()).isEqualTo("\"\\ud800\"");
        assertThat(Pattern.literal("\udc00\ud83d\ude00\ud83d").json()).isEqualTo("\"\\udc00😀\\ud83d\"");
    }

    @Test
    void patterns_are_equal_if_they_are_the_same_value() {
        assertThat(Pattern.of("{a: 1, b: 'x'}"))
                .isEqualTo(Pattern.of("{\"b\":\"x\",\"a\":1.0}"))
                .hasSameHashCodeAs(Pattern.of("{b: 'x', a: 1}"))
                .isNotEqualTo(Pattern.of("{a: 1}"))
                .isNotEqualTo(Pattern.of("{a: '1', b: 'x'}"));
        assertThat(Pattern.of("42")).isNotEqualTo(Pattern.ofNumber(42));
        assertThat(Pattern.ofNumber(-0.0)).isEqualTo(Pattern.ofNumber(0));
        assertThat(Pattern.of("{a: -0}")).isEqualTo(Pattern.of("{a: 0}"));
        assertThat(Pattern.of("{a: 1}")).isNotEqualTo("{a: 1}").doesNotHaveSameHashCodeAs(Pattern.of("{a: 2}"));
    }

    @Test
    void a_pattern_shows_itself_as_json() {
        assertThat(Pattern.of("{cmd: 'sum'}")).hasToString("{\"cmd\":\"sum\"}");
        assertThat(Pattern.of("greet")).hasToString("\"greet\"");
    }

    @Test
    void a_pattern_does_not_change_with_the_map_it_came_from() {
        var list = new ArrayList<>(List.of(1));
        var members = new HashMap<String, Object>(Map.of("a", list));
        var pattern = Pattern.ofObject(members);
        list.add(2);
        members.put("b", 1);
        assertThat(pattern.route()).isEqualTo("{\"a\":{\"0\":1}}");
        assertThat(pattern).isEqualTo(Pattern.of("{a: [1]}"));
    }

    @Test
    void only_what_json_has_can_be_in_an_object() {
        assertThatThrownBy(() -> Pattern.ofObject(Map.of("a", List.of(1, Map.of("at", Thread.State.NEW)))))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "pattern.a[1].at: a java.lang.Thread$State (expected: a String, Number, Boolean, Map, List or"
                                + " null). Convert it first.");
        assertThatThrownBy(() -> Pattern.of("a", Map.of(1, 2)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage("pattern.a: the key 1 (expected: a String). Convert it first.");
        assertThatThrownBy(() -> Pattern.of("a", Double.NaN))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage("pattern.a: NaN (expected: a finite number that a double can hold). Use a text instead.");
        assertThatThrownBy(() -> Pattern.ofNumber(new BigDecimal("1e400"))).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void an_object_has_at_most_64_levels_as_its_notation_has() {
        Object nested = "leaf";
        for (var level = 1; level < 64; level++) {
            nested = List.of(nested);
        }
        var deepest = nested;
        assertThat(Routes.fromWire(Pattern.of("a", deepest).json())).isPresent();
        assertThatThrownBy(() -> Pattern.of("a", List.of(deepest))).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void a_map_that_contains_itself_is_refused() {
        var members = new HashMap<String, Object>();
        members.put("a", members);
        assertThatThrownBy(() -> Pattern.ofObject(members))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("too deep (expected: at most 64 levels)");
    }

    @Test
    void a_pattern_has_at_most_4096_characters() {
        assertThatCode(() -> Pattern.of("a".repeat(4096))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Pattern.of("a".repeat(4097)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage("Pattern \"" + "a".repeat(200)
                        + "…\" (4097 characters) is too long (expected: at most 4096 characters). Send data as data.");
        assertThatThrownBy(() -> Pattern.of("{" + " ".repeat(4096) + "}")).isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> Pattern.of("a", "a".repeat(4096))).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void a_handler_may_have_20_keys_and_six_objects() {
        assertThatCode(() -> Pattern.ofObject(keys(20)).validateForHandler()).doesNotThrowAnyException();
        assertThatCode(() -> Pattern.of("{a:{a:{a:{a:{a:{a:1}}}}}}").validateForHandler())
                .doesNotThrowAnyException();
        assertThatCode(() -> Pattern.of("['a', {b: 1}]").validateForHandler()).doesNotThrowAnyException();
    }

    @Test
    void a_handler_whose_route_leaves_something_out_is_refused() {
        var many = Pattern.of("a", keys(21));
        assertThat(many.route()).isEqualTo("{\"a\":[TOO_MANY_KEYS]}");
        assertThatThrownBy(many::validateForHandler)
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "No handler can have a pattern with the route \"{\"a\":[TOO_MANY_KEYS]}\": the pattern.a has 21"
                                + " keys (expected: at most 20), and all that differ only there share this route. Use fewer keys.");
        var deep = Pattern.of("{a:{a:{a:{a:{a:[[1]]}}}}}");
        assertThatThrownBy(deep::validateForHandler)
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage("No handler can have a pattern with the route"
                        + " \"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"0\":[MAX_DEPTH_REACHED]}}}}}}\": the pattern.a.a.a.a.a[0]"
                        + " is inside 6 objects (expected: at most 5), and all that differ only there share this route. Use a"
                        + " flatter pattern.");
        assertThatThrownBy(Pattern.of("{a:{a:{a:{a:{a:{a:[]}}}}}}")::validateForHandler)
                .isInstanceOf(InvalidPatternException.class);
    }

    private static Map<String, Object> keys(int count) {
        var members = new LinkedHashMap<String, Object>();
        IntStream.range(0, count).forEach(i -> members.put("k" + i, i));
        return members;
    }

    @Test
    void a_handler_that_no_message_can_reach_is_refused() {
        assertThatThrownBy(Pattern.of("1.0")::validateForHandler)
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "No handler can have the pattern \"1.0\": servers read it as JSON, so that its messages have the"
                                + " route \"1\". Use a text that is no JSON, or that route.");
        assertThatThrownBy(Pattern.of("null")::validateForHandler)
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "No handler can have the pattern \"null\": servers read it as JSON, so that its messages have no"
                                + " route. Use a text that is no JSON.");
        assertThatCode(Pattern.of("42")::validateForHandler).doesNotThrowAnyException();
        assertThatCode(Pattern.literal("{\"a\":1}")::validateForHandler).doesNotThrowAnyException();
        assertThatCode(Pattern.of("{a: 'line\\nbreak'}")::validateForHandler).doesNotThrowAnyException();
    }

    @Test
    void the_route_of_an_object_is_found_again_by_its_json_and_by_its_channel() {
        assertThat(Vectors.rows("routes.json")).hasSizeGreaterThan(100).allSatisfy(vector -> {
            var pattern = Pattern.of(vector.get(0));
            assertThat(Routes.fromWire(pattern.json())).contains(pattern.route());
            assertThat(Routes.fromChannel(pattern.route())).contains(pattern.route());
        });
    }
}
