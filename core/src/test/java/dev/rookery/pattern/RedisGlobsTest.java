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
        "h[a-c]llo,    hbllo,         true",
        "h[c-a]llo,    hbllo,         true",
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
    void texts_without_wildcards_are_no_globs() {
        assertThat(Stream.of("a*", "a?", "[a]", "a\\*", "{\"cmd\":\"*\"}")).allMatch(WildcardSyntax.REDIS::isWildcard);
        assertThat(Stream.of("", "a.b", "a>", "{\"say\":\"\\\"hi\\\"\"}")).noneMatch(WildcardSyntax.REDIS::isWildcard);
    }

    @Test
    void many_stars_take_no_longer_than_both_lengths_multiplied() {
        assertThat(WildcardSyntax.REDIS.matches("*a".repeat(1_000) + "b", "a".repeat(10_000)))
                .isFalse();
    }
}
