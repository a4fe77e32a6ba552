package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UndecodableMessageException;
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
            })
    void an_error_names_what_was_found_what_was_due_and_where(String text, String message) {
        assertThatThrownBy(() -> skipper(text).value())
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessage(message);
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
