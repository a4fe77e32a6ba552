package dev.rookery.pattern;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoutesTest {

    @Test
    void recorded_packets_have_the_route_that_nest_gave_them() {
        assertThat(Vectors.rows("golden-routes.json"))
                .hasSize(23)
                .allSatisfy(vector -> assertThat(Routes.fromWire(vector.get(1)))
                        .as(vector.get(0))
                        .contains(vector.get(2)));
    }

    @Test
    void recorded_channels_are_routes_of_their_own() {
        assertThat(Vectors.rows("golden-routes.json"))
                .hasSize(23)
                .allSatisfy(vector -> assertThat(Routes.fromChannel(vector.get(2)))
                        .as(vector.get(0))
                        .contains(vector.get(2)));
    }

    @Test
    void object_patterns_have_the_route_that_nest_gives_them() {
        assertThat(Vectors.rows("routes.json"))
                .hasSizeGreaterThan(100)
                .allSatisfy(vector -> assertThat(Routes.fromWire(vector.get(0))).contains(vector.get(1)));
    }

    @Test
    void any_pattern_of_a_packet_is_found_where_a_nest_server_finds_it() {
        assertThat(Vectors.rows("incoming.json"))
                .hasSizeGreaterThan(80)
                .allSatisfy(vector ->
                        assertThat(Routes.fromWire(vector.get(0))).isEqualTo(Optional.ofNullable(vector.get(1))));
    }

    @Test
    void any_channel_is_found_where_a_nest_server_finds_it() {
        assertThat(Vectors.rows("channels.json"))
                .hasSizeGreaterThan(70)
                .allSatisfy(vector ->
                        assertThat(Routes.fromChannel(vector.get(0))).isEqualTo(Optional.ofNullable(vector.get(1))));
    }

    @Test
    void an_object_and_its_text_are_the_same_route() {
        assertThat(Routes.fromWire("{\"cmd\":\"sum\"}")).contains("{\"cmd\":\"sum\"}");
        assertThat(Routes.fromWire("\"{\\\"cmd\\\":\\\"sum\\\"}\"")).contains("{\"cmd\":\"sum\"}");
        assertThat(Routes.fromChannel("{\"cmd\":\"sum\"}")).contains("{\"cmd\":\"sum\"}");
    }

    @Test
    void a_packet_whose_pattern_is_no_json_has_no_route() {
        assertThat(Routes.fromWire("")).isEmpty();
        assertThat(Routes.fromWire("sum")).isEmpty();
        assertThat(Routes.fromWire("{\"a\":")).isEmpty();
        assertThat(Routes.fromWire("1 2")).isEmpty();
    }

    @Test
    void sixty_four_levels_have_a_route_and_sixty_five_have_none() {
        assertThat(Routes.fromWire("[".repeat(64) + "]".repeat(64))).isPresent();
        assertThat(Routes.fromWire("[".repeat(65) + "]".repeat(65))).isEmpty();
        assertThat(Routes.fromChannel("[".repeat(65) + "]".repeat(65))).isEmpty();
    }

    @Test
    @Timeout(value = 20, unit = SECONDS)
    void hostile_patterns_have_no_route_and_do_no_harm() {
        assertThat(Routes.fromWire("[".repeat(100_000))).isEmpty();
        assertThat(Routes.fromWire("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)))
                .isEmpty();
        assertThat(Routes.fromWire("\"" + "[".repeat(100_000) + "\"")).isEmpty();
        assertThat(Routes.fromWire("9".repeat(1_000_000))).isEmpty();
        assertThat(Routes.fromWire("{\"" + "a".repeat(Pattern.MAX_LENGTH + 1) + "\":1}"))
                .isEmpty();
        assertThat(Routes.fromWire("[" + "1,".repeat(1_000_000) + "1]")).contains("[TOO_MANY_KEYS]");
    }

    @Test
    @Timeout(value = 20, unit = SECONDS)
    void long_keys_of_combining_marks_do_not_stall_the_sorting() {
        var marks = "\u0301\u0323".repeat(Pattern.MAX_LENGTH / 2 - 10);
        var json = new StringBuilder("{\"a\":1");
        for (var i = 0; i < 19; i++) {
            json.append(",\"").append(marks).append(i).append("\":1");
        }
        assertThat(Routes.fromWire(json.append('}').toString())).isPresent();
    }

    @Test
    void nothing_that_a_stranger_sends_makes_it_throw() {
        var random = new Random(3);
        var alphabet = "{}[]:,\"'\\u0019a.-+eE \t\n\u0000é\ud83d\ude00tnfrl";
        for (var i = 0; i < 50_000; i++) {
            var text = random.ints(random.nextInt(12), 0, alphabet.length())
                    .collect(StringBuilder::new, (all, at) -> all.append(alphabet.charAt(at)), StringBuilder::append)
                    .toString();
            assertThat(Routes.fromWire(text)).isNotNull();
            assertThat(Routes.fromChannel(text)).isNotNull();
        }
    }
}
