package dev.rookery.pattern;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "time.us, time.us, true",
        "time.us, time.eu, false",
        "time.*, time.us, true",
        "time.*, time, false",
        "time.*, time.us.east, false",
        "*.us, time.us, true",
        "time.*.east, time.us.east, true",
        "time.>, time.us, true",
        "time.>, time.us.east.1, true",
        "time.>, time, false",
        ">, time, true",
        "*.*.>, a.b, false",
        "*.*.>, a.b.c, true",
        "a.>.b, a.x.b, false",
        "a.>.b, a.>.b, true",
        "ti*, time, false",
        ">, $SYS.a, true",
    })
    void nats(String pattern, String subject, boolean matches) {
        assertThat(WildcardSyntax.NATS.matches(pattern, subject)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "home/lamp, home/lamp, true",
        "home/+, home/lamp, true",
        "home/+, home, false",
        "home/+, home/, true",
        "+, home, true",
        "+, /home, false",
        "+/+, /home, true",
        "/+, /home, true",
        "home/+/on, home/lamp/on, true",
        "home/+/on, home//on, true",
        "home/#, home, true",
        "home/#, home/lamp/on, true",
        "home/#, homes, false",
        "#, home/lamp, true",
        "+/#, home, true",
        "home/#/on, home/lamp/on, false",
        "home/l+, home/lamp, false",
        "#, $SYS/uptime, false",
        "+/uptime, $SYS/uptime, false",
        "$SYS/#, $SYS/uptime, true",
        "home/+, home/$x, true",
    })
    void mqtt(String filter, String topic, boolean matches) {
        assertThat(WildcardSyntax.MQTT.matches(filter, topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "stock.*, stock.nyse, true",
        "stock.*, stock, false",
        "stock.*, stock., true",
        "stock.#, stock, true",
        "stock.#, stock.nyse.ibm, true",
        "#, stock.nyse, true",
        "#, '', true",
        "*, '', false",
        "'', '', true",
        "'', a, false",
        "#.ibm, ibm, true",
        "#.ibm, stock.nyse.ibm, true",
        "#.ibm, stock.ibm.nyse, false",
        "stock.#.ibm, stock.ibm, true",
        "stock.#.ibm, stock.a.b.ibm, true",
        "#.a.#, x.a.y, true",
        "#.a.#, x.y, false",
        "#.#, a, true",
        "*.#.*, a, false",
        "*.#.*, a.b, true",
        "#.a.b, a.a.b, true",
        "#.a.*.c, a.a.a.b.c, true",
    })
    void amqp(String key, String routingKey, boolean matches) {
        assertThat(WildcardSyntax.AMQP.matches(key, routingKey)).isEqualTo(matches);
    }

    @Test
    void only_whole_levels_are_wildcards() {
        assertThat(Stream.of("*", ">", "a.*", "a.>", "a.*.b")).allMatch(WildcardSyntax.NATS::isWildcard);
        assertThat(Stream.of("", "a", "a*", "a.b>", "a.>.b", "#", "+")).noneMatch(WildcardSyntax.NATS::isWildcard);
        assertThat(Stream.of("+", "#", "a/+/b", "a/#")).allMatch(WildcardSyntax.MQTT::isWildcard);
        assertThat(Stream.of("a.+", "a/b+", "#/a", "*")).noneMatch(WildcardSyntax.MQTT::isWildcard);
        assertThat(Stream.of("*", "#", "#.a", "a.#.b")).allMatch(WildcardSyntax.AMQP::isWildcard);
        assertThat(Stream.of("a", "a#", "{\"a\":\"x\"}", ">")).noneMatch(WildcardSyntax.AMQP::isWildcard);
    }

    @Test
    void a_multi_level_token_anywhere_may_need_a_level() {
        var oneOrMore = new LevelWildcards('.', "*", "**", false, false, false);
        assertThat(oneOrMore.matches("a.**.b", "a.b")).isFalse();
        assertThat(oneOrMore.matches("a.**.b", "a.x.b")).isTrue();
        assertThat(oneOrMore.matches("a.**.b", "a.b.b.b")).isTrue();
        assertThat(oneOrMore.matches("**.**", "a")).isFalse();
        assertThat(oneOrMore.matches("**.**", "a.b.c")).isTrue();
    }

    @Test
    void random_patterns_match_what_a_plain_definition_says() {
        var random = new Random(5);
        var words = List.of("a", "b", "", "*", "#");
        for (var i = 0; i < 50_000; i++) {
            var pattern = path(random, words);
            var address = path(random, words.subList(0, 3));
            var none = random.nextBoolean();
            var syntax = new LevelWildcards('.', "*", "#", none, false, false);
            assertThat(syntax.matches(pattern, address))
                    .as("%s with %s, none: %s", pattern, address, none)
                    .isEqualTo(definition(levels(pattern), levels(address), none));
        }
    }

    private static String path(Random random, List<String> words) {
        return String.join(
                ".",
                random.ints(random.nextInt(6), 0, words.size())
                        .mapToObj(words::get)
                        .toList());
    }

    private static List<String> levels(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\.", -1));
    }

    private static boolean definition(List<String> pattern, List<String> address, boolean none) {
        if (pattern.isEmpty()) {
            return address.isEmpty();
        }
        var rest = pattern.subList(1, pattern.size());
        if (!pattern.getFirst().equals("#")) {
            return !address.isEmpty()
                    && (pattern.getFirst().equals("*") || pattern.getFirst().equals(address.getFirst()))
                    && definition(rest, address.subList(1, address.size()), none);
        }
        for (var swallowed = none ? 0 : 1; swallowed <= address.size(); swallowed++) {
            if (definition(rest, address.subList(swallowed, address.size()), none)) {
                return true;
            }
        }
        return false;
    }

    @Test
    @Timeout(value = 20, unit = SECONDS)
    void hostile_addresses_take_no_exponential_time() {
        var pattern = "#.a" + ".#.a".repeat(50) + ".b";
        var address = "a" + ".a".repeat(100_000);
        assertThat(WildcardSyntax.AMQP.matches(pattern, address)).isFalse();
        assertThat(WildcardSyntax.AMQP.matches("#", ".".repeat(1_000_000))).isTrue();
    }

    @Test
    void of_several_patterns_the_first_that_fits_is_found() {
        var finder = WildcardSyntax.NATS.finder(List.of("a.b", "a.*", "a.>"));

        assertThat(finder.find("a.b")).contains("a.b");
        assertThat(finder.find("a.c")).contains("a.*");
        assertThat(finder.find("a.c.d")).contains("a.>");
        assertThat(finder.find("b")).isEmpty();
    }

    @Test
    void the_two_tokens_must_differ() {
        assertThatThrownBy(() -> new LevelWildcards('.', "*", "*", true, true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("multi: \"*\" (expected: another token than single has)");
    }
}
