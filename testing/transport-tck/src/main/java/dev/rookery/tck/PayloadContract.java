package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.codec.TypeRef;
import dev.rookery.tck.PayloadParts.Animal;
import dev.rookery.tck.PayloadParts.Kind;
import dev.rookery.tck.PayloadParts.Numbers;
import dev.rookery.tck.PayloadParts.Times;
import dev.rookery.tck.PayloadParts.Typed;
import dev.rookery.tck.PayloadParts.Zoo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** Values that arrive as they were sent, there and back. */
public interface PayloadContract extends Contract {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "3.5",
                "9007199254740993",
                "1.5E300",
                "\"\"",
                "\"text\"",
                "\"quote \\\" backslash \\\\ newline \\n nul \\u0000\"",
                "[]",
                "{}",
                "[1,\"a\",null,[],{}]",
                "{\"a\":{\"b\":[{\"c\":null}]},\"\":0,\"ä\":\"ß\"}"
            })
    default void every_json_value_comes_back_as_it_went(String json, ContractHarness harness) {
        assertThat(echo(harness)
                        .request("echo", new RawValue(json), JsonNode.class)
                        .block(WAIT))
                .hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grüße", "日本語", "😀", "a😀b👨‍👩‍👧c", "\u2028\u2029\ufeff\u007f", "e\u0301"})
    default void text_comes_back_as_it_went(String text, ContractHarness harness) {
        assertThat(echo(harness).request("echo", text, String.class).block(WAIT))
                .isEqualTo(text);
    }

    @Test
    default void half_a_surrogate_pair_breaks_nothing(ContractHarness harness) {
        var client = echo(harness);

        assertThat(client.request("echo", "a\ud83dz", String.class).block(WAIT))
                .startsWith("a")
                .endsWith("z");
        assertThat(client.request("echo", new RawValue("\"\\ud83d\""), String.class)
                        .block(WAIT))
                .hasSize(1);
        assertThat(client.request("echo", "whole 😀", String.class).block(WAIT)).isEqualTo("whole 😀");
    }

    @Test
    default void a_record_with_everything_comes_back_equal(ContractHarness harness) {
        var client = typed(harness);

        var zoo = new Zoo(
                "Zoo",
                Kind.CITY,
                List.of(new Animal("Tom", 4), new Animal("Jerry", 4)),
                Map.of("a", new Animal("Ada", 2)),
                new Animal("Boss", 1),
                null);

        assertThat(client.request("zoo", zoo, Zoo.class).block(WAIT)).isEqualTo(zoo);
    }

    @Test
    default void a_list_of_records_keeps_its_type(ContractHarness harness) {
        var animals = List.of(new Animal("Tom", 4), new Animal("Tweety", 2));

        assertThat(typed(harness)
                        .request("animals", animals, new TypeRef<List<Animal>>() {})
                        .block(WAIT))
                .isEqualTo(List.of(new Animal("TOM", 4), new Animal("TWEETY", 2)));
    }

    @Test
    default void dates_and_durations_are_iso_8601_texts(ContractHarness harness) {
        var times = new Times(
                Instant.parse("2026-01-02T03:04:05.678Z"), LocalDate.of(2026, 2, 28), Duration.ofMillis(90_500));
        var client = typed(harness);

        assertThat(client.request("times", times, Times.class).block(WAIT)).isEqualTo(times);
        assertThat(client.request("times", times, JsonNode.class).block(WAIT))
                .hasToString("{\"at\":\"2026-01-02T03:04:05.678Z\",\"day\":\"2026-02-28\",\"took\":\"PT1M30.5S\"}");
    }

    @Test
    default void bytes_are_base64_text_or_what_node_writes(ContractHarness harness) {
        var bytes = new byte[] {0, 1, (byte) 0xff, 'a'};
        var client = typed(harness);

        assertThat(client.request("bytes", bytes, byte[].class).block(WAIT)).isEqualTo(bytes);
        assertThat(client.request("bytes", bytes, String.class).block(WAIT)).isEqualTo("AAH/YQ==");
        assertThat(client.request("bytes", Map.of("type", "Buffer", "data", List.of(0, 1, 255, 97)), byte[].class)
                        .block(WAIT))
                .isEqualTo(bytes);
        assertThat(client.request("bytes", new byte[0], byte[].class).block(WAIT))
                .isEmpty();
    }

    @Test
    default void numbers_keep_their_precision(ContractHarness harness) {
        var numbers = new Numbers(
                Long.MAX_VALUE,
                new BigDecimal("12345678901234567890.123456789"),
                new BigInteger("123456789012345678901234567890"),
                0.1,
                Double.MIN_VALUE);

        assertThat(typed(harness).request("numbers", numbers, Numbers.class).block(WAIT))
                .isEqualTo(numbers);
    }

    @Test
    default void numbers_that_json_has_not_are_null(ContractHarness harness) {
        var client = echo(harness);

        assertThat(client.request("echo", new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY}, JsonNode.class)
                        .block(WAIT))
                .hasToString("[null,1.0,null]");
        assertThat(client.request("echo", Map.of("x", Float.NEGATIVE_INFINITY), JsonNode.class)
                        .block(WAIT))
                .hasToString("{\"x\":null}");
    }

    @Test
    default void a_megabyte_of_text_comes_back(ContractHarness harness) {
        var text = "0123456789abcdef".repeat(65_536);

        assertThat(echo(harness).request("echo", text, String.class).block(WAIT))
                .isEqualTo(text);
    }

    @Test
    default void empty_and_big_arrays_come_back(ContractHarness harness) {
        var client = echo(harness);
        var big = IntStream.range(0, 50_000).boxed().toList();
        var numbers = new TypeRef<List<Integer>>() {};

        assertThat(client.request("echo", List.of(), numbers).block(WAIT)).isEmpty();
        assertThat(client.request("echo", big, numbers).block(WAIT)).isEqualTo(big);
        assertThat(client.request("echo", Collections.nCopies(3, List.of()), JsonNode.class)
                        .block(WAIT))
                .hasToString("[[],[],[]]");
        assertThat(client.request("echo", Arrays.asList(null, null), JsonNode.class)
                        .block(WAIT))
                .hasToString("[null,null]");
    }

    private static ClientProxy echo(ContractHarness harness) {
        return harness.clientOf(new Object() {
            @MessagePattern("echo")
            @Nullable JsonNode echo(@Nullable JsonNode data) {
                return data;
            }
        });
    }

    private static ClientProxy typed(ContractHarness harness) {
        return harness.clientOf(new Typed());
    }
}
