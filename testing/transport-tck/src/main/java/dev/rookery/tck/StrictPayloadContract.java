package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RookeryException;
import dev.rookery.tck.StrictPayloadParts.Strict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** Payloads that are refused, and those that are not. */
public interface StrictPayloadContract extends Contract {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "int|\"12\"|a whole number",
                "int|3.7|a whole number",
                "int|3.0|a whole number",
                "int|true|a whole number",
                "int|null|a whole number, not null",
                "int|99999999999|a whole number",
                "double|\"3.5\"|a number",
                "boolean|1|true or false",
                "boolean|\"true\"|true or false",
                "text|12|a text",
                "text|true|a text",
                "text|[\"a\"]|a text",
                "text|{}|a text",
                "list|{\"a\":1}|an array",
                "list|[1,\"2\"]|a whole number",
                "kind|\"VILLAGE\"|one of [CITY, PARK]",
                "kind|0|one of [CITY, PARK]",
                "bytes|\"no base64!\"|bytes",
                "animal|[]|an object",
                "animal|{\"name\":\"Tom\",\"legs\":\"4\"}|a whole number"
            })
    default void nothing_is_taken_for_something_else(
            String pattern, String json, String expected, ContractHarness harness) {
        var client = harness.clientOf(new Strict());

        assertThatThrownBy(() -> client.request(pattern, new RawValue(json), String.class)
                        .block(WAIT))
                .isInstanceOfSatisfying(RemoteException.class, error -> {
                    assertThat(error.code()).contains("INVALID_PAYLOAD");
                    assertThat(error).hasMessageContaining(expected);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "int|12|12",
                "double|3|3.0",
                "double|3.5|3.5",
                "boolean|true|true",
                "text|\"\"|''",
                "kind|\"PARK\"|PARK"
            })
    default void what_fits_is_taken(String pattern, String json, String expected, ContractHarness harness) {
        assertThat(harness.clientOf(new Strict())
                        .request(pattern, new RawValue(json), String.class)
                        .block(WAIT))
                .isEqualTo(expected);
    }

    @Test
    default void unknown_properties_are_ignored(ContractHarness harness) {
        assertThat(harness.clientOf(new Strict())
                        .request("animal", Map.of("name", "Tom", "legs", 4, "age", 7), String.class)
                        .block(WAIT))
                .isEqualTo("Tom with 4");
    }

    @Test
    default void of_two_equal_keys_the_last_one_counts(ContractHarness harness) {
        var client = harness.clientOf(new Strict());
        var twice = "{\"name\":\"first\",\"legs\":1,\"name\":\"last\",\"legs\":4}";

        assertThat(client.request("tree", new RawValue(twice), String.class).block(WAIT))
                .isEqualTo("last");
        assertThat(client.request("map", new RawValue(twice), String.class).block(WAIT))
                .isEqualTo("last");
        assertThat(client.request("animal", new RawValue(twice), String.class).block(WAIT))
                .isEqualTo("last with 4");
        assertThat(client.request("property", new RawValue(twice), String.class).block(WAIT))
                .isEqualTo("last");
    }

    @Test
    default void payloads_that_nest_too_deep_are_refused_and_the_service_goes_on(ContractHarness harness) {
        var server = harness.serve(new Strict());
        var client = harness.client(
                server, ClientOptions.builder().timeout(Duration.ofSeconds(2)).build());
        var deep = "[".repeat(400) + "]".repeat(400);

        assertThatThrownBy(() ->
                        client.request("tree", new RawValue(deep), String.class).block(WAIT))
                .isInstanceOf(RookeryException.class);
        assertThatThrownBy(() -> client.request("deep", 400, JsonNode.class).block(WAIT))
                .isInstanceOf(RookeryException.class);
        assertThat(client.request("text", "still here", String.class).block(WAIT))
                .isEqualTo("still here");
        assertThat(client.request("deep", 100, JsonNode.class).block(WAIT)).isNotNull();
    }
}
