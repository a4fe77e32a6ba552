package dev.rookery.codec;

import static dev.rookery.codec.Packets.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BindingTest {
    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, int y) {}

    record Shape(String name, List<Point> points) {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("secret " + value);
            }
        }
    }

    // ---- what fits ----

    @Test
    void values_become_what_the_type_says() {
        assertThat(data("5").bind(int.class)).isEqualTo(5);
        assertThat(data("5").bind(double.class)).isEqualTo(5.0);
        assertThat(data("5").bind(BigDecimal.class)).isEqualTo(new BigDecimal("5"));
        assertThat(data("123456789012345678901").bind(BigInteger.class))
                .isEqualTo(new BigInteger("123456789012345678901"));
        assertThat(data("\"RED\"").bind(Colour.class)).isEqualTo(Colour.RED);
        assertThat(data("[1,2]").bind(new TypeRef<List<Long>>() {}.type())).isEqualTo(List.of(1L, 2L));
        assertThat(data("{\"name\":\"n\",\"points\":[{\"x\":1,\"y\":2}],\"more\":1}")
                        .bind(Shape.class))
                .isEqualTo(new Shape("n", List.of(new Point(1, 2))));
        assertThat(data("\"2026-01-02T03:04:05Z\"").bind(Instant.class))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(data("\"2026-01-02\"").bind(LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(data("null").bind(Optional.class)).isEqualTo(Optional.empty());
        assertThat(data("{\"a\":1}").bind(Map.class)).isEqualTo(Map.of("a", 1));
        assertThat(data("null").bind(JsonNode.class)).hasToString("null");
        assertThat(data("[1.5]").bind(JsonNode.class)).hasToString("[1.5]");
    }

    @Test
    void a_caller_may_name_a_primitive() {
        assertThat(data("5").as(int.class)).isEqualTo(5);
        assertThat(data("true").as(boolean.class)).isTrue();
    }

    @Test
    void bytes_are_base64_or_a_buffer_of_node() {
        assertThat((byte[])
                        JsonPacketCodec.withDefaults().dataOf(new byte[] {1}).bind(byte[].class))
                .containsExactly(1);
        assertThat((byte[]) data("\"aGk=\"").bind(byte[].class)).containsExactly('h', 'i');
        assertThat((byte[]) data("{\"type\":\"Buffer\",\"data\":[104,105]}").bind(byte[].class))
                .containsExactly('h', 'i');
        assertThat((byte[]) data("{\"data\":[255,0],\"x\":[{}],\"type\":\"Buffer\"}")
                        .bind(byte[].class))
                .containsExactly(-1, 0);
        for (var bad : List.of(
                "\"a*\"",
                "{\"type\":\"Buffer\"}",
                "{\"data\":[1]}",
                "{\"type\":\"Buffer\",\"data\":[256]}",
                "{\"type\":\"Buffer\",\"data\":[-1]}",
                "{\"type\":\"Buffer\",\"data\":[99999999999]}",
                "{\"type\":\"Buffer\",\"data\":[\"1\"]}",
                "{\"type\":\"Buffer\",\"data\":[[1]]}",
                "{\"type\":\"Buffer\",\"data\":\"aGk=\"}",
                "[104,105]",
                "7",
                "true")) {
            assertThatThrownBy(() -> data(bad).bind(byte[].class))
                    .as(bad)
                    .isInstanceOf(InvalidPayloadException.class)
                    .hasMessageContaining("bytes, as base64 text");
        }
        assertThat(data("[{\"type\":\"Buffer\",\"data\":[1]},\"AQ==\"]").bind(new TypeRef<List<byte[]>>() {}.type()))
                .satisfies(list -> assertThat((List<?>) list).hasSize(2));
    }

    // ---- equal keys ----

    static Stream<String> pointsWithEqualKeys() {
        return Stream.of(
                "{\"x\":9,\"x\":1,\"y\":2}",
                "{\"x\":9,\"y\":2,\"x\":1}",
                "{\"y\":9,\"x\":9,\"x\":1,\"y\":2}",
                "{\"x\":9,\"y\":9,\"z\":0,\"y\":2,\"x\":1,\"z\":1}");
    }

    @ParameterizedTest
    @MethodSource("pointsWithEqualKeys")
    void the_last_of_equal_members_of_a_record_counts(String json) {
        assertThat(data(json).bind(Point.class)).isEqualTo(new Point(1, 2));
        assertThat(data("{\"name\":\"a\",\"points\":[" + json + "],\"name\":\"b\"}")
                        .bind(Shape.class))
                .isEqualTo(new Shape("b", List.of(new Point(1, 2))));
        assertThat(data("[" + json + "]").bind(new TypeRef<List<Point>>() {}.type()))
                .isEqualTo(List.of(new Point(1, 2)));
    }

    @Test
    void the_last_of_equal_members_of_a_map_or_tree_counts() {
        assertThat(data("{\"a\":1,\"a\":2}").bind(Map.class)).isEqualTo(Map.of("a", 2));
        assertThat(data("{\"a\":1,\"a\":2}").bind(JsonNode.class)).hasToString("{\"a\":2}");
    }

    // ---- what does not fit ----

    record Misfit(String json, Type type, String expected) {}

    static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit("3.7", int.class, "a whole number, not null"),
                new Misfit("3.7", Integer.class, "a whole number"),
                new Misfit("3.7", long.class, "a whole number"),
                new Misfit("3.7", BigInteger.class, "a whole number"),
                new Misfit("\"12\"", int.class, "a whole number"),
                new Misfit("\"12\"", Long.class, "a whole number"),
                new Misfit("\"\"", Integer.class, "a whole number"),
                new Misfit("\" \"", Integer.class, "a whole number"),
                new Misfit("true", int.class, "a whole number"),
                new Misfit("3000000000", int.class, "a whole number"),
                new Misfit("99999999999999999999", long.class, "a whole number"),
                new Misfit("null", int.class, "a whole number, not null"),
                new Misfit("null", boolean.class, "true or false"),
                new Misfit("\"1.5\"", double.class, "a number"),
                new Misfit("\"\"", Double.class, "a number"),
                new Misfit("\"1.5\"", BigDecimal.class, "a number"),
                new Misfit("true", double.class, "a number"),
                new Misfit("1", boolean.class, "true or false"),
                new Misfit("\"true\"", boolean.class, "true or false"),
                new Misfit("\"\"", Boolean.class, "true or false"),
                new Misfit("5", String.class, "a text"),
                new Misfit("5.5", String.class, "a text"),
                new Misfit("true", String.class, "a text"),
                new Misfit("[\"a\"]", String.class, "a text"),
                new Misfit("{}", String.class, "a text"),
                new Misfit("1", Colour.class, "one of [RED, GREEN]"),
                new Misfit("\"BLUE\"", Colour.class, "one of [RED, GREEN]"),
                new Misfit("\"\"", Colour.class, "one of [RED, GREEN]"),
                new Misfit("\"red\"", Colour.class, "one of [RED, GREEN]"),
                new Misfit("5", new TypeRef<List<Integer>>() {}.type(), "an array"),
                new Misfit("\"\"", new TypeRef<List<Integer>>() {}.type(), "an array"),
                new Misfit("{}", new TypeRef<List<Integer>>() {}.type(), "an array"),
                new Misfit("5", int[].class, "an array"),
                new Misfit("[1]", Point.class, "an object"),
                new Misfit("5", Point.class, "an object"),
                new Misfit("\"\"", Point.class, "an object"),
                new Misfit("[]", Map.class, "an object"),
                new Misfit("\"yesterday\"", Instant.class, "a Instant as ISO 8601 text"),
                new Misfit("\"\"", Instant.class, "a Instant as ISO 8601 text"),
                new Misfit("\"\"", LocalDate.class, "a LocalDate as ISO 8601 text"),
                new Misfit("\"x\"", UUID.class, "a text that is a UUID"),
                new Misfit("\"\"", UUID.class, "a text that is a UUID"),
                new Misfit("{\"a\":1}", UUID.class, "a text that is a UUID"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void nothing_is_taken_for_what_it_is_not(Misfit misfit) {
        assertThatThrownBy(() -> data(misfit.json()).bind(misfit.type()))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageStartingWith("The payload does not fit at $ (expected: ")
                .hasMessageContaining(misfit.expected());
    }

    @Test
    void an_error_names_the_place() {
        assertThatThrownBy(() -> data("{\"name\":\"n\",\"points\":[{\"x\":1,\"y\":2},{\"x\":\"secret\",\"y\":2}]}")
                        .bind(Shape.class))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessage("The payload does not fit at $.points[1].x (expected: a whole number, not null)");
    }

    @Test
    void the_first_of_an_array_is_a_place_too() {
        assertThatThrownBy(() -> data("[\"x\"]").bind(new TypeRef<List<Double>>() {}.type()))
                .hasMessage("The payload does not fit at $[0] (expected: a number)");
        assertThatThrownBy(() -> data("true").bind(double.class))
                .hasMessage("The payload does not fit at $ (expected: a number, not null)");
    }

    @Test
    void what_only_looks_like_a_text_or_a_number_is_no_json() {
        assertThatThrownBy(() -> Packets.CODEC.bindData("\"ab]".getBytes(StandardCharsets.UTF_8), String.class))
                .isInstanceOf(UndecodableMessageException.class);
        for (var type : List.of(int.class, Integer.class)) {
            assertThatThrownBy(() -> Packets.CODEC.bindData("1x".getBytes(StandardCharsets.UTF_8), type))
                    .isInstanceOf(UndecodableMessageException.class);
        }
    }

    @Test
    void an_unknown_property_is_refused_where_that_is_asked_for_and_told_with_those_that_are_known() {
        var point = "{\"x\":1,\"y\":2,\"z\":3}";

        assertThat(data(point).bind(Point.class, UnknownPolicy.IGNORE)).isEqualTo(new Point(1, 2));
        assertThatThrownBy(() -> data(point).bind(Point.class, UnknownPolicy.REFUSE))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessage("The payload has an unknown property at $.z (expected: one of x, y)");
        assertThat(Packets.CODEC.dataOf(Map.of("x", 1, "y", 2)).bind(Point.class, UnknownPolicy.REFUSE))
                .isEqualTo(new Point(1, 2));
    }

    @Test
    void an_error_shows_no_value_and_no_class_name() {
        for (var attempt : List.of(
                new Misfit("{\"x\":\"secret\",\"y\":1}", Point.class, ""),
                new Misfit("\"secret\"", Colour.class, ""),
                new Misfit("\"secret\"", Shape.class, ""),
                new Misfit("{\"value\":-5}", Positive.class, ""),
                new Misfit("\"secret\"", Runnable.class, ""),
                new Misfit("{\"secret\":1}", Runnable.class, ""),
                new Misfit("[\"secret\"]", new TypeRef<List<Point>>() {}.type(), ""))) {
            assertThatThrownBy(() -> data(attempt.json()).bind(attempt.type()))
                    .isInstanceOf(InvalidPayloadException.class)
                    .message()
                    .doesNotContain("secret", "rookery", "Point", "Shape", "Colour", "Positive", "Runnable", "java.");
        }
    }

    @Test
    void an_absent_payload_is_null_empty_or_an_error() {
        assertThat(Body.absent().bind(String.class)).isNull();
        assertThat(Body.absent().bind(new TypeRef<List<Integer>>() {}.type())).isNull();
        assertThat(Body.absent().bind(Optional.class)).isEqualTo(Optional.empty());
        assertThat(Body.absent().bind(new TypeRef<Optional<String>>() {}.type()))
                .isEqualTo(Optional.empty());
        assertThatThrownBy(() -> Body.absent().bind(int.class))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("no data");
    }

    // ---- never by class name ----

    record Holder(@Nullable Object any) {}

    @Test
    void a_class_named_by_the_sender_is_a_text_like_any_other() {
        for (var json : List.of(
                "{\"@class\":\"java.net.URL\",\"any\":1}",
                "{\"@type\":\"java.net.URL\",\"any\":[\"java.net.URL\",\"http://localhost\"]}")) {
            assertThat(data(json).bind(Holder.class)).isInstanceOf(Holder.class);
            assertThat(data(json).bind(Object.class)).isInstanceOf(Map.class);
        }
    }

    // ---- a payload that stands alone, in one pass ----

    private static @Nullable Object bound(String json, Type type) {
        return JsonPacketCodec.withDefaults().bindData(json.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void bytes_that_were_not_read_before_are_bound_and_checked_at_once() {
        var numbers = new TypeRef<List<Integer>>() {}.type();

        assertThat(bound("[1,2]", numbers)).isEqualTo(List.of(1, 2));
        assertThat(bound(" \"a\" ", String.class)).isEqualTo("a");
        assertThat(bound("12", int.class)).isEqualTo(12);
        assertThat(bound("null", Map.class)).isNull();
        for (var noJson : List.of("[1,2", "[1,2]x", "[1,2][3]", "[1,]", "", "{\"a\":tru}")) {
            assertThatThrownBy(() -> bound(noJson, numbers)).as(noJson).isInstanceOf(UndecodableMessageException.class);
        }
        assertThatThrownBy(() -> bound("\"a\" b", String.class)).isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> bound("[1,{}]", numbers))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("$[1]");
    }

    @Test
    void text_that_is_no_utf_8_is_repaired_there_too() {
        byte[] text = {'[', '"', 'a', (byte) 0xff, '"', ']'};

        assertThat(JsonPacketCodec.withDefaults().bindData(text, List.class)).isEqualTo(List.of("a\ufffd"));
    }
}
