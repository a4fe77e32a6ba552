package dev.rookery.codec;

import static dev.rookery.codec.Packets.CODEC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A slice is the text of its value, no byte more or less, wherever in an array it lies. */
class SlicesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> SPACES = List.of("", " ", "\r\n\t ");

    static Stream<String> values() {
        return Stream.of(
                "0",
                "-1",
                "12345678901234567890",
                "1.5",
                "-0.0e-7",
                "1E400",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"",
                "\"é\"",
                "\"😀\"",
                "\"ends in a backslash \\\\\"",
                "\"}],:{[\"",
                "[]",
                "{}",
                "[ ]",
                "[1, \"é\", [null, {\"😀\": \"}\"}], -2.5]",
                "{\"data\": {\"id\": 1}, \"id\": [2], \"é\": \"\\\"\"}",
                "[[[[[[1]]]]]]",
                "\"" + "long ascii ".repeat(2_000) + "\"",
                "\"" + "lang é😀 ".repeat(2_000) + "\"",
                "\"" + "\\u00e9\\n".repeat(2_000) + "\"",
                "[" + "{\"name\":\"é\",\"value\":[1.5,true]},".repeat(1_000) + "null]");
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_a_request_are_exact(String value) {
        for (var space : SPACES) {
            for (var before : List.of("", "\"é\":\"😀\",", "\"x\":[{\"data\":1}],")) {
                for (var after : List.of("", ",\"id\":1", ",\"x\":\"é\"")) {
                    var packet = space + "{" + before + space + "\"data\"" + space + ":" + space + value + space + after
                            + space + "}" + space;
                    isSliced(packet, value);
                }
            }
        }
    }

    private static void isSliced(String packet, String value) {
        var bytes = packet.getBytes(UTF_8);
        for (var offset : new int[] {0, 1, 7, 4_000, 8_001}) {
            var array = new byte[offset + bytes.length + 3];
            java.util.Arrays.fill(array, (byte) '"');
            System.arraycopy(bytes, 0, array, offset, bytes.length);

            isText(CODEC.readRequest(array, offset, bytes.length).data(), value);
        }
    }

    private static void isText(Body slice, String value) {
        assertThat(slice.bind(Object.class)).isEqualTo(MAPPER.readValue(value, Object.class));
        if (value.getBytes(UTF_8).length <= 200) {
            assertThat(slice).hasToString(value);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_patterns_and_ids_are_exact(String value) {
        for (var space : SPACES) {
            var bytes = ("{\"é\":1,\"pattern\":" + space + value + space + ",\"id\":" + space + value + space + "}")
                    .getBytes(UTF_8);
            var array = new byte[bytes.length + 10];
            System.arraycopy(bytes, 0, array, 5, bytes.length);

            var request = CODEC.readRequest(array, 5, bytes.length);

            assertThat(request.pattern()).isEqualTo(value);
            assertThat(request.id()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_replies_and_their_members_are_exact(String value) {
        for (var space : SPACES) {
            var reply = Packets.reply("{\"response\":" + space + value + space + ",\"id\":\"1\"}");
            isText(reply.response(), value);

            var object = Packets.data("{\"a\":1," + space + "\"é\":" + space + value + space + ",\"z\":2}");
            isText(object.property("é"), value);
            assertThat(object.property("z").bind(Integer.class)).isEqualTo(2);
        }
    }

    @Test
    void of_a_slice_are_exact_in_turn() {
        var body = Packets.data(" {\"a\" : { \"é\" : {\"c\": [ 1 , \"😀\" ] } } } ");

        isText(body.property("a").property("é").property("c"), "[ 1 , \"😀\" ]");
    }

    @Test
    void the_last_of_equal_properties_counts() {
        assertThat(Packets.data("{\"a\":1,\"a\":2}").property("a").bind(Integer.class))
                .isEqualTo(2);
    }

    @Test
    void a_property_of_what_is_no_object_is_absent() {
        for (var value : List.of("1", "null", "[{\"a\":1}]", "\"a\"", "{}", "{\"b\":{\"a\":1}}")) {
            assertThat(Packets.data(value).property("a").isAbsent()).as(value).isTrue();
        }
        assertThat(Body.absent().property("a").isAbsent()).isTrue();
    }

    @Test
    void people_see_a_bounded_text_that_ends_between_characters() {
        var shown = Packets.data("\"" + "é".repeat(300) + "\"").toString();

        assertThat(shown).hasSizeLessThan(210).doesNotContain("\ufffd").endsWith("…");
    }
}
