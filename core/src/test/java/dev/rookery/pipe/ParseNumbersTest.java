package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertError;
import static dev.rookery.pipe.Parsing.assertRefused;
import static dev.rookery.pipe.Parsing.call;
import static dev.rookery.pipe.Parsing.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Metadata;
import dev.rookery.annotation.Payload;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipes that make numbers of texts. */
final class ParseNumbersTest {
    static class Whole {
        @MessagePattern("call")
        int call(@ParseInt int number) {
            return number;
        }
    }

    static class Member {
        @MessagePattern("call")
        int call(@Payload("id") @ParseInt Integer id) {
            return id;
        }
    }

    static class InHeader {
        @MessagePattern("call")
        int call(@Header("count") @ParseInt int count, @Metadata("limit") @ParseInt int limit) {
            return count + limit;
        }
    }

    @Test
    void a_whole_number_comes_as_text_or_as_a_number() {
        assertThat(call(new Whole(), "12")).isEqualTo(12);
        assertThat(call(new Whole(), 12)).isEqualTo(12);
        assertThat(call(new Whole(), "-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(call(new Whole(), "007")).isEqualTo(7);
        assertThat(call(new Member(), Map.of("id", "5"))).isEqualTo(5);
        assertThat(call(new Member(), Map.of("id", 5))).isEqualTo(5);
        assertThat(call(new InHeader(), null, Map.of("count", "3", "limit", 4))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", " 12", "12 ", "3.7", "0x10", "+5", "-", "1e3", "1_000", "\u0661\u0662"})
    void what_is_no_whole_number_is_refused(String text) {
        assertRefused(new Whole(), text, "the payload is \"" + text + "\" (expected: a whole number)");
    }

    @Test
    void what_is_no_whole_number_is_named_as_it_came() {
        assertRefused(new Member(), member("id", 3.7), "id is 3.7 (expected: a whole number)");
        assertRefused(new Member(), member("id", true), "id is true (expected: a whole number)");
        assertRefused(new Member(), member("id", List.of(1)), "id is an array (expected: a whole number)");
        assertRefused(new Member(), member("id", Map.of()), "id is an object (expected: a whole number)");
        assertRefused(new Member(), member("id", null), "id is missing (expected: a whole number)");
        assertRefused(new Member(), Map.of(), "id is missing (expected: a whole number)");
        assertRefused(
                new Member(),
                member("id", 3_000_000_000L),
                "id is 3000000000 (expected: a whole number from -2147483648 to 2147483647)");
        assertRefused(
                new Member(),
                member("id", "3000000000"),
                "id is \"3000000000\" (expected: a whole number from -2147483648 to 2147483647)");
        assertError(
                new InHeader(),
                null,
                Map.of("count", "x", "limit", 4),
                400,
                "the header count is \"x\" (expected: a whole number)",
                "Bad Request");
    }

    @Test
    void what_came_is_cut_and_its_control_characters_are_not_repeated() {
        assertRefused(
                new Member(),
                member("id", "a\nb" + "\uD83D\uDE00".repeat(60)),
                "id is \"a b" + "\uD83D\uDE00".repeat(47) + "…\" (expected: a whole number)");
        assertRefused(
                new Member(),
                member("id", BigInteger.TEN.pow(80)),
                "id is 1" + "0".repeat(49) + "… (expected: a whole number from -2147483648 to 2147483647)");
    }

    static class Longs {
        @MessagePattern("call")
        long call(@Payload("id") @ParseLong long id) {
            return id;
        }
    }

    @Test
    void a_long_comes_as_text_or_as_a_number() {
        assertThat(call(new Longs(), Map.of("id", "9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertThat(call(new Longs(), Map.of("id", Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(call(new Longs(), Map.of("id", 1))).isEqualTo(1);
        for (var tooLarge : List.of("9223372036854775808", new BigInteger("9223372036854775808"))) {
            assertRefused(
                    new Longs(),
                    Map.of("id", tooLarge),
                    "id is " + (tooLarge instanceof String ? "\"9223372036854775808\"" : "9223372036854775808")
                            + " (expected: a whole number from -9223372036854775808 to 9223372036854775807)");
        }
    }

    static class Doubles {
        @MessagePattern("call")
        double call(@Payload("price") @ParseDouble double price) {
            return price;
        }
    }

    @Test
    void a_double_comes_as_text_or_as_a_number() {
        assertThat(call(new Doubles(), Map.of("price", "3.7"))).isEqualTo(3.7);
        assertThat(call(new Doubles(), Map.of("price", "-1e3"))).isEqualTo(-1000.0);
        assertThat(call(new Doubles(), Map.of("price", 2))).isEqualTo(2.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1d", "0x1p3", " 1", ".5", "1.", "1e999", "1,5", ""})
    void what_is_no_finite_number_is_refused(String text) {
        assertRefused(new Doubles(), Map.of("price", text), "price is \"" + text + "\" (expected: a number)");
    }
}
