package dev.rookery.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf16LengthTest {

    @Test
    void it_is_the_length_that_java_and_javascript_give_a_text() {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var characters = random.nextInt(30); characters > 0; characters--) {
                text.appendCodePoint(codePoint(random));
            }
            var before = random.nextInt(9);
            var bytes = ("x".repeat(before) + text + "y").getBytes(UTF_8);

            assertThat(Utf16Length.of(bytes, before, bytes.length - before - 1))
                    .as("%s", text)
                    .isEqualTo(text.length());
        }
    }

    private static int codePoint(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> 0x80 + random.nextInt(0x800 - 0x80);
            case 2 -> 0x800 + random.nextInt(0xD800 - 0x800);
            default -> 0x10000 + random.nextInt(0x100000);
        };
    }
}
