package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test with a real Redis, in its transport, compares many more. */
class RedisGlobsTest {

    @ParameterizedTest
    @CsvSource({
        "users.*,      users.1,       true",
        "users.*,      users.1.name,  true",
        "users.*,      users,         false",
        "*.end,        a.b.end,       true",
        "a*b*c,        aXbYbZc,       true",
        "a?c,          abc,           true",
        "a?c,          ac,            false",
        "h[ae]llo,     hello,         true",
        "h[^e]llo,     hello,         false",
        "h[^e]llo,     hallo,         true",
        "h[^e]llo,     h^llo,         true",
        "h[a-c]llo,    hbllo,         true",
        "h[a-c]llo,    hcllo,         true",
        "h[a-c]llo,    hdllo,         false",
        "h[c-a]llo,    hbllo,         true",
        "[a-c,         b,             true",
        "a[,           ab,            false",
        "a[\\]]b,      a]b,           true",
        "a[\\]]b,      a\\b,          false",
        "a[\\],        a],            true",
        "a\\,          a\\,           true",
        "price\\*,      price*,        true",
        "price\\*,      prices,        false",
        "[abc,         b,             true",
        "a*,           é,             false",
        "é*,           émile,         true"
    })
    void a_glob_fits_as_in_redis(String glob, String name, boolean fits) {
        assertThat(WildcardSyntax.REDIS.matches(glob, name)).isEqualTo(fits);
        assertThat(WildcardSyntax.REDIS
                        .finder(List.of("nothing", glob))
                        .find(name)
                        .isPresent())
                .isEqualTo(fits);
    }

    @Test
    void a_name_without_a_byte_is_found_by_its_own_text_alone() {
        assertThat(WildcardSyntax.REDIS.finder(List.of("*", "")).find("")).contains("");
        assertThat(WildcardSyntax.REDIS.matches("*", "")).isFalse();
    }

    @Test
    void its_words_are_separated_by_dots() {
        assertThat(WildcardSyntax.REDIS.separator()).isEqualTo('.');
        assertThat(WildcardSyntax.REDIS).hasToString("Redis globs");
    }

    @Test
    void texts_without_wildcards_are_no_globs() {
        assertThat(Stream.of("a*", "a?", "[a]", "a\\*", "\\a", "{\"cmd\":\"*\"}"))
                .allMatch(WildcardSyntax.REDIS::isWildcard);
        assertThat(Stream.of("", "a.b", "a>", "{\"say\":\"\\\"hi\\\"\"}")).noneMatch(WildcardSyntax.REDIS::isWildcard);
    }

    @Test
    void many_stars_take_no_longer_than_both_lengths_multiplied() {
        assertThat(WildcardSyntax.REDIS.matches("*a".repeat(1_000) + "b", "a".repeat(10_000)))
                .isFalse();
    }
}
