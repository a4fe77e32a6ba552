package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UndecodableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSkipperTest {

    private static JsonSkipper skipper(String text) {
        var bytes = text.getBytes(UTF_8);
        return new JsonSkipper(bytes, 0, bytes.length, JsonLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\" 1}         | Not a packet: there is '1' where ':' is due, at byte 5",
                "[1,]              | Not a packet: there is ']' where a value is due, at byte 3",
                "[1                | Not a packet: it ends where ']' is due, at byte 2",
                "{a:1}             | Not a packet: there is 'a' where a name in quotes is due, at byte 1",
                "\"\\x\"           | Not a packet: there is 'x' where an escape is due, at byte 2",
                "\"\\u00g0\"       | Not a packet: there is 'u' where four hexadecimal digits is due, at byte 2",
                "nul               | Not a packet: it ends where null is due, at byte 3",
                "-                 | Not a packet: it ends where a value is due, at byte 1",
                "\"abc             | Not a packet: it ends within a text, at byte 4",
                "\"\\             | Not a packet: it ends where an escape is due, at byte 2",
                "\"\\u123g\"       | Not a packet: there is 'u' where four hexadecimal digits is due, at byte 2",
                "t rue             | Not a packet: there is the byte 0x20 where true is due, at byte 1",
                "n\u007F           | Not a packet: there is the byte 0x7f where null is due, at byte 1",
            })
    void an_error_names_what_was_found_what_was_due_and_where(String text, String message) {
        assertThatThrownBy(() -> skipper(text).value())
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessage(message);
    }

    @Test
    void a_control_character_is_no_text() {
        assertThatThrownBy(() -> skipper("\"a\u0000\"").value())
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining(
                        "the byte 0x00 where an escape, since control characters may not stand in a text");
    }

    @Test
    void nothing_beyond_the_end_is_read() {
        var value = "{\"a\\u00e9é😀\":[1.5e+7,-0.25E-3,0,true,null,\"\\n\\u20AC€\"]}".getBytes(UTF_8);
        for (var length = 0; length < value.length; length++) {
            var cut = new JsonSkipper(value, 0, length, JsonLimits.DEFAULT);

            assertThatThrownBy(cut::value).as("%d bytes of it", length).isInstanceOf(UndecodableMessageException.class);
        }
        var whole = new JsonSkipper(value, 0, value.length, JsonLimits.DEFAULT);
        whole.value();
        assertThat(whole.at()).isEqualTo(value.length);
    }

    @Test
    void bytes_are_a_text_exactly_where_they_are_utf_8() {
        for (var lead = 0x80; lead <= 0xFF; lead++) {
            for (var second : EDGES) {
                for (var third : EDGES) {
                    for (var fourth : EDGES) {
                        byte[] bytes = {(byte) lead, (byte) second, (byte) third, (byte) fourth};

                        assertThat(isText(bytes))
                                .as(HexFormat.of().formatHex(bytes))
                                .isEqualTo(isUtf8(bytes));
                    }
                }
            }
        }
    }

    /** Where the bytes that may follow a first one begin and end. */
    private static final int[] EDGES = {0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0};

    private static boolean isText(byte[] bytes) {
        var text = new byte[bytes.length + 2];
        text[0] = '"';
        System.arraycopy(bytes, 0, text, 1, bytes.length);
        text[text.length - 1] = '"';
        try {
            new JsonSkipper(text, 0, text.length, JsonLimits.DEFAULT).value();
            return true;
        } catch (UndecodableMessageException no) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
        } catch (CharacterCodingException no) {
            return false;
        }
    }

    @Test
    void depth_is_counted_over_brackets_of_both_kinds_beyond_a_machine_word() {
        var limits = new JsonLimits(200, 10, 10, 10);
        var deep = "[{\"a\":".repeat(100) + "1" + "}]".repeat(100);
        var bytes = deep.getBytes(UTF_8);
        var skipper = new JsonSkipper(bytes, 0, bytes.length, limits);

        skipper.value();
        assertThat(skipper.at()).isEqualTo(bytes.length);

        var deeper = ("[" + deep + "]").getBytes(UTF_8);
        assertThatThrownBy(() -> new JsonSkipper(deeper, 0, deeper.length, limits).value())
                .hasMessageContaining("nests deeper than 200 levels");
        var crossed = deep.replace("1}]", "1]}").getBytes(UTF_8);
        assertThatThrownBy(() -> new JsonSkipper(crossed, 0, crossed.length, limits).value())
                .hasMessageContaining("there is ']' where '}' is due");
    }

    @Test
    void plain_text_is_found_to_its_end_wherever_that_lies() {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(40)];
            for (var index = 0; index < bytes.length; index++) {
                bytes[index] = (byte) (random.nextInt(6) > 0 ? ' ' + random.nextInt(95) : random.nextInt(256));
            }
            var from = random.nextInt(bytes.length + 1);

            assertThat(AsciiText.plainUntil(bytes, from, bytes.length)).isEqualTo(oneByOne(bytes, from));
        }
    }

    private static int oneByOne(byte[] bytes, int from) {
        var index = from;
        while (index < bytes.length && bytes[index] >= ' ' && bytes[index] != '"' && bytes[index] != '\\') {
            index++;
        }
        return index;
    }

    @Test
    void escapes_are_read_as_what_they_mean() {
        var text = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é".getBytes(UTF_8);

        assertThat(JsonStrings.read(text, 0, text.length)).isEqualTo("\"\\/\b\f\n\r\té😀é");
    }
}
