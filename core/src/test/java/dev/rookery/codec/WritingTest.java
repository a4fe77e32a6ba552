package dev.rookery.codec;

import static dev.rookery.codec.Packets.CODEC;
import static dev.rookery.codec.Packets.golden;
import static dev.rookery.codec.Packets.written;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UnserializableValueException;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.Outbound;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WritingTest {

    private static String request(Pattern pattern, @Nullable Object data, String id) {
        return written(out -> CODEC.writeRequest(new Outbound(pattern, true, data, null, Map.of()), id, out));
    }

    private static String event(Pattern pattern, @Nullable Object data) {
        return written(out -> CODEC.writeEvent(new Outbound(pattern, true, data, null, Map.of()), out));
    }

    private static String value(@Nullable Object value) {
        var written = written(out -> CODEC.writeValue(null, value, false, out));
        assertThat(written).startsWith("{\"response\":").endsWith("}");
        return written.substring("{\"response\":".length(), written.length() - 1);
    }

    // ---- as Nest writes them ----

    @Test
    void requests_are_those_of_nest() {
        assertThat(request(Pattern.of("sum"), 1, "2d8c177ab0ed3eecc5743")).isEqualTo(golden("request, string pattern"));
        assertThat(request(Pattern.of("{cmd: 'sum'}"), 1, "d8c177ab0ed3eecc5743f"))
                .isEqualTo(golden("request, object pattern"));
        assertThat(request(Pattern.of("{b: 1, a: {d: true, c: null, e: [1, 'x']}}"), 1, "8c177ab0ed3eecc5743f0"))
                .isEqualTo(golden("request, nested pattern, keys unsorted"));
        assertThat(request(Pattern.ofNumber(42), 1, "c177ab0ed3eecc5743f0d"))
                .isEqualTo(golden("request, number pattern"));
        assertThat(request(Pattern.of("['a', 'b']"), 1, "77ab0ed3eecc5743f0dc1"))
                .isEqualTo(golden("request, array pattern"));
        assertThat(request(Pattern.literal("{\"cmd\":\"sum\"}"), 1, "7ab0ed3eecc5743f0dc16"))
                .isEqualTo(golden("request, pattern is a JSON text"));
    }

    @Test
    void characters_beyond_the_basic_plane_are_utf_8_and_a_lone_surrogate_is_an_escape() {
        assertThat(request(Pattern.of("p"), "a😀é", "b0ed3eecc5743f0dc16af"))
                .isEqualTo(golden("request, emoji in data"));
        assertThat(request(Pattern.of("p"), "\ud83d", "0ed3eecc5743f0dc16af0"))
                .isEqualTo(golden("request, lone surrogate in data"));
        assertThat(written(out -> CODEC.writeValue("\"1\"", "a😀é", true, out))).isEqualTo(golden("reply, emoji"));
        assertThat(written(out -> CODEC.writeValue("\"i35\"", "\ud83d", true, out)))
                .isEqualTo(golden("reply, lone surrogate"));
    }

    @Test
    void half_a_surrogate_pair_in_a_long_text_is_no_question_mark() {
        for (var length : new int[] {1, 63, 64, 70, 100_000}) {
            assertThat(value("a?".repeat(length) + "\ud83d")).endsWith("a?\\ud83d\"");
        }
    }

    @Test
    void surrogates_are_right_wherever_they_stand() {
        assertThat(value("\ude00")).isEqualTo("\"\\ude00\"");
        assertThat(value("a\ud83db")).isEqualTo("\"a\\ud83db\"");
        assertThat(value("\ud83d\ud83d\ude00\ude00")).isEqualTo("\"\\ud83d😀\\ude00\"");
        assertThat(value(Map.of("k\ud83d", "v\ud83d"))).isEqualTo("{\"k\\ud83d\":\"v\\ud83d\"}");
        assertThat(value(Map.of("😀", List.of("\ud83d")))).isEqualTo("{\"😀\":[\"\\ud83d\"]}");
        var longText = "x".repeat(7_999) + "😀" + "y".repeat(8_000) + "\ud83d";
        assertThat(value(longText)).isEqualTo("\"" + "x".repeat(7_999) + "😀" + "y".repeat(8_000) + "\\ud83d\"");
    }

    @Test
    void surrogates_are_right_across_the_edges_of_buffers() {
        for (var length = 3_900; length < 4_100; length++) {
            var text = "é".repeat(length) + "😀" + "a".repeat(length) + "😀é";
            assertThat(value(text)).isEqualTo("\"" + text + "\"");
        }
    }

    @Test
    void events_are_those_of_nest() {
        assertThat(event(Pattern.of("ev"), Map.of("x", 1))).isEqualTo(golden("event, string pattern"));
        assertThat(event(Pattern.of("{b: 1, a: 'x'}"), Map.of("x", 1))).isEqualTo(golden("event, object pattern"));
        assertThat(event(Pattern.ofNumber(42), Map.of("x", 1))).isEqualTo(golden("event, number pattern"));
    }

    @Test
    void metadata_stands_where_nest_has_it() {
        var metadata = Map.of("trace", "t1");

        assertThat(written(out -> CODEC.writeRequest(
                        new Outbound(Pattern.of("p"), true, 1, metadata, Map.of()), "cc5743f0dc16af099ed9b", out)))
                .isEqualTo(golden("request with metadata"));
        assertThat(written(out ->
                        CODEC.writeEvent(new Outbound(Pattern.of("{b: 1, a: 2}"), true, 1, metadata, Map.of()), out)))
                .isEqualTo(golden("event with metadata"));
    }

    @Test
    void a_request_without_data_has_no_such_member() {
        assertThat(written(out ->
                        CODEC.writeRequest(new Outbound(Pattern.of("p"), false, null, null, Map.of()), "1", out)))
                .isEqualTo("{\"pattern\":\"p\",\"id\":\"1\"}");
        assertThat(request(Pattern.of("p"), null, "1")).isEqualTo("{\"pattern\":\"p\",\"data\":null,\"id\":\"1\"}");
    }

    @Test
    void replies_are_those_of_nest() {
        assertThat(written(out -> CODEC.writeValue("\"i2\"", "D", true, out))).isEqualTo(golden("reply, one value"));
        assertThat(written(out -> CODEC.writeEnd("\"i3\"", out))).isEqualTo(golden("reply, nothing returned"));
        assertThat(written(out -> CODEC.writeValue("\"i4\"", null, true, out))).isEqualTo(golden("reply, null"));
        assertThat(written(out -> CODEC.writeValue("\"i7\"", 1, false, out)))
                .isEqualTo(golden("reply, three values at once"));
        assertThat(written(out -> CODEC.writeValue("7", 1, true, out))).isEqualTo(golden("reply, number as id"));
        assertThat(written(out -> CODEC.writeValue("null", 1, true, out))).isEqualTo(golden("reply, null as id"));
        assertThat(written(out -> CODEC.writeNoHandler("\"i39\"", out))).isEqualTo(golden("reply, no handler"));
        assertThat(written(out ->
                        CODEC.writeValue("\"i33\"", List.of(Double.NaN, Double.POSITIVE_INFINITY, 0), true, out)))
                .isEqualTo(golden("reply, NaN Infinity -0"));
    }

    @Test
    void errors_are_those_of_nest() {
        assertThat(written(out -> CODEC.writeError("\"i20\"", ErrorBody.message("text"), out)))
                .isEqualTo(golden("reply, RpcException(text)"));
        assertThat(written(out -> CODEC.writeError("\"i22\"", ErrorBody.message(42), out)))
                .isEqualTo(golden("reply, RpcException(number)"));
        var object = new LinkedHashMap<String, Object>();
        object.put("code", 7);
        object.put("why", "x");
        assertThat(written(out -> CODEC.writeError("\"i21\"", new ErrorBody(object), out)))
                .isEqualTo(golden("reply, RpcException(object)"));
        assertThat(written(out -> CODEC.writeError("\"i23\"", new ErrorBody(List.of("a", "b")), out)))
                .isEqualTo(golden("reply, RpcException(array)"));
        assertThat(written(out -> CODEC.writeError("\"i26\"", new ErrorBody("plain text"), out)))
                .isEqualTo(golden("reply, error is a plain string"));
    }

    @Test
    void an_error_that_nest_would_take_for_none_is_wrapped() {
        assertThat(written(out -> CODEC.writeError("1", new ErrorBody(""), out)))
                .isEqualTo("{\"err\":{\"status\":\"error\",\"message\":\"\"},\"isDisposed\":true,\"id\":1}");
        for (var falsy : List.<Object>of(0, 0L, -0.0, 0.0f, false)) {
            assertThat(written(out -> CODEC.writeError("1", new ErrorBody(falsy), out)))
                    .startsWith("{\"err\":{\"status\":\"error\",\"message\":");
        }
    }

    @Test
    void replies_of_nest_that_are_read_are_written_as_they_came() {
        assertThat(Packets.golden())
                .filteredOn(entry -> entry.name().startsWith("reply, "))
                .filteredOn(
                        entry -> !entry.name().equals("reply, error is an empty string")) // which Nest takes for none
                .flatExtracting(Packets.Golden::packets)
                .filteredOn(WritingTest::saysSomethingToUs)
                .hasSizeGreaterThan(30)
                .allSatisfy(packet -> assertThat(writtenAgain(packet)).isEqualTo(packet));
    }

    private static boolean saysSomethingToUs(String packet) {
        var reply = Packets.reply(packet);
        return reply.id() != null && (reply.last() || !reply.response().isAbsent());
    }

    private static String writtenAgain(String packet) {
        var reply = Packets.reply(packet);
        var id = "\"" + reply.id() + "\"";
        return written(out -> {
            if (reply.noHandler()) {
                CODEC.writeNoHandler(id, out);
            } else if (!reply.error().isAbsent()) {
                CODEC.writeError(id, new ErrorBody(requireNonNull(reply.error().bind(Object.class))), out);
            } else if (!reply.response().isAbsent()) {
                CODEC.writeValue(id, reply.response().bind(Object.class), reply.last(), out);
            } else {
                CODEC.writeEnd(id, out);
            }
        });
    }

    @Test
    void a_payload_that_stands_alone_is_written_as_in_a_packet() {
        var longText = "x".repeat(100_000);
        for (var payload :
                List.of(1, true, "text", longText, longText + "\"", longText + "é", List.of(1, "a"), Map.of("a", 1))) {
            assertThat(written(out -> CODEC.writeData(payload, out))).isEqualTo(value(payload));
        }
        assertThat(written(out -> CODEC.writeData(null, out))).isEqualTo("null");
        assertThat(value(longText)).isEqualTo("\"" + longText + "\"");
        assertThat(value(longText + "\"")).isEqualTo("\"" + longText + "\\\"\"");
        assertThatThrownBy(() -> written(out -> CODEC.writeData(new Cycle(), out)))
                .isInstanceOf(UnserializableValueException.class);
    }

    // ---- odd patterns, ids and texts ----

    @Test
    void a_route_is_quoted_as_javascript_does() {
        for (var text : List.of(
                "a\"b", "a\\b", "a\nb", "a\u0001b", "é😀", "\ud83d", "{\"a\":\"\\\"\"}", "\u2028", "a/b", "\u007f")) {
            var event = event(Pattern.literal(text), 1);
            assertThat(event).isEqualTo("{\"pattern\":" + value(text) + ",\"data\":1}");
            assertThat(request(Pattern.literal(text), 1, "1"))
                    .isEqualTo("{\"pattern\":" + value(text) + ",\"data\":1,\"id\":\"1\"}");
        }
        assertThat(event(Pattern.literal("a\u001f\"\\\n"), 1))
                .isEqualTo("{\"pattern\":\"a\\u001f\\\"\\\\\\n\",\"data\":1}");
    }

    @Test
    void control_characters_are_escaped_in_lower_case() {
        assertThat(value("\u0000\u001f\b\f\n\r\t\"\\/\u007f\u2028"))
                .isEqualTo("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\u007f\u2028\"");
    }

    // ---- values ----

    record Cat(String name, @Nullable Integer lives, Optional<String> home) {}

    @Test
    void records_maps_and_lists_are_what_they_look_like() {
        assertThat(value(new Cat("Tom", 9, Optional.of("here"))))
                .isEqualTo("{\"name\":\"Tom\",\"lives\":9,\"home\":\"here\"}");
        assertThat(value(new Cat("Tom", null, Optional.empty())))
                .isEqualTo("{\"name\":\"Tom\",\"lives\":null,\"home\":null}");
        assertThat(value(List.of(1, "a", true))).isEqualTo("[1,\"a\",true]");
        assertThat(value(new int[] {1, 2})).isEqualTo("[1,2]");
    }

    @Test
    void bytes_are_base64_and_dates_iso_8601() {
        assertThat(value(new byte[] {104, 105})).isEqualTo("\"aGk=\"");
        assertThat(value(Instant.parse("2026-01-02T03:04:05.006Z"))).isEqualTo("\"2026-01-02T03:04:05.006Z\"");
        assertThat(value(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(value(Duration.ofSeconds(90))).isEqualTo("\"PT1M30S\"");
    }

    record Numbers(double d, Double boxed, float f, Float boxedFloat) {}

    @Test
    void numbers_that_json_has_not_are_null() {
        assertThat(value(Double.NaN)).isEqualTo("null");
        assertThat(value(Float.NEGATIVE_INFINITY)).isEqualTo("null");
        assertThat(value(new Numbers(Double.NaN, Double.NaN, Float.NaN, Float.POSITIVE_INFINITY)))
                .isEqualTo("{\"d\":null,\"boxed\":null,\"f\":null,\"boxedFloat\":null}");
        assertThat(value(new double[] {1.5, Double.NaN})).isEqualTo("[1.5,null]");
        assertThat(value(new float[] {1.5f, Float.NaN})).isEqualTo("[1.5,null]");
        assertThat(value(Map.of("a", List.of(Double.NaN)))).isEqualTo("{\"a\":[null]}");
    }

    // ---- what cannot be written ----

    static final class Cycle {
        public final List<Object> self = new ArrayList<>();

        Cycle() {
            self.add(this);
        }
    }

    static final class Broken {
        private final List<String> names = List.of();

        public String getName() {
            return names.getFirst();
        }
    }

    @Test
    void what_cannot_be_written_is_an_error_that_says_what_can() {
        var list = new ArrayList<>();
        list.add(list);
        for (var bad : List.of(new Cycle(), new Broken(), list)) {
            assertThatThrownBy(() -> value(bad))
                    .isInstanceOf(UnserializableValueException.class)
                    .hasMessageContaining("return a record, map, list, text, number, boolean or null");
            assertThatThrownBy(() -> request(Pattern.of("p"), bad, "1"))
                    .isInstanceOf(UnserializableValueException.class);
            assertThatThrownBy(() -> written(out -> CODEC.writeError("1", new ErrorBody(bad), out)))
                    .isInstanceOf(UnserializableValueException.class);
        }
    }
}
