package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.JsonPacketCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SseFormatTest {
    private final StreamFormat format =
            StreamFormat.events(JsonPacketCodec.builder().build());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String written() {
        var text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    @Test
    void a_value_is_the_data_of_a_numbered_event() {
        format.value(Map.of("a", 1), out);
        assertThat(written()).isEqualTo("id: 1\ndata: {\"a\":1}\n\n");

        format.value("two", out);
        assertThat(written()).isEqualTo("id: 2\ndata: two\n\n");
    }

    @Test
    void an_event_says_the_rest() {
        format.value(new SseEvent("x", "tick", "now", Duration.ofSeconds(3)), out);

        assertThat(written()).isEqualTo("event: tick\nid: x\nretry: 3000\ndata: now\n\n");

        format.value("next", out);
        assertThat(written()).as("numbers go to those that need one").isEqualTo("id: 1\ndata: next\n\n");
    }

    @Test
    void each_line_of_a_text_is_a_line_of_data() {
        format.value("a\nb\r\nc\rd\n", out);

        assertThat(written()).isEqualTo("id: 1\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    }

    @Test
    void a_name_cannot_smuggle_a_line_in() {
        assertThatThrownBy(() -> SseEvent.of("tick\ndata: x", 1))
                .hasMessage("event: a text with a line break or a null character (expected: one line)");
    }
}
