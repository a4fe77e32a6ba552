package dev.rookery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLimitsTest {
    private final PacketCodec codec =
            JsonPacketCodec.builder().limits(new JsonLimits(8, 10, 12, 100)).build();

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private void isRead(String packet) {
        assertThat(Packets.request(codec, packet)).isNotNull();
        assertThat(Packets.reply(codec, packet)).isNotNull();
    }

    private void isRefused(String packet) {
        assertThatThrownBy(() -> Packets.request(codec, packet)).isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> Packets.reply(codec, packet)).isInstanceOf(UndecodableMessageException.class);
    }

    @Test
    void depth_counts_from_the_packet_on() {
        isRead("{\"data\":" + nested(7) + "}");
        isRefused("{\"data\":" + nested(8) + "}");
        isRefused("{\"other\":" + nested(8) + "}");
        isRefused("{\"data\":" + "[".repeat(100_000));
    }

    @Test
    void names_are_bounded_anywhere() {
        isRead("{\"" + "n".repeat(10) + "\":1}");
        isRead("{\"" + "é".repeat(10) + "\":1}");
        isRefused("{\"" + "n".repeat(11) + "\":1}");
        isRefused("{\"" + "é".repeat(11) + "\":1}");
        isRefused("{\"" + "n".repeat(50) + "\":1}");
        isRefused("{\"data\":{\"a\":[{\"" + "n".repeat(50) + "\":1}]}}");
    }

    @Test
    void numbers_are_bounded_anywhere() {
        isRead("{\"data\":" + "9".repeat(12) + "}");
        isRefused("{\"data\":" + "9".repeat(13) + "}");
        isRefused("{\"data\":[{\"a\":1." + "9".repeat(20) + "}]}");
        isRead("{\"data\":0." + "9".repeat(11) + "}");
        isRefused("{\"data\":0." + "9".repeat(12) + "}");
        isRead("{\"data\":1e" + "0".repeat(11) + "}");
        isRefused("{\"data\":1e" + "0".repeat(12) + "}");
        isRefused("{\"other\":" + "9".repeat(13) + "}");
        isRefused("{\"id\":" + "9".repeat(13) + "}");
    }

    @Test
    void strings_are_bounded_anywhere() {
        isRead("{\"data\":\"" + "s".repeat(100) + "\"}");
        var tooLong = ":\"" + "s".repeat(20_000) + "\"}";
        for (var member : List.of("pattern", "data", "metadata")) {
            assertThatThrownBy(() -> Packets.request(codec, "{\"" + member + "\"" + tooLong))
                    .isInstanceOf(UndecodableMessageException.class);
        }
        for (var member : List.of("response", "err", "status")) {
            assertThatThrownBy(() -> Packets.reply(codec, "{\"" + member + "\"" + tooLong))
                    .isInstanceOf(UndecodableMessageException.class);
        }
        isRefused("{\"id\":\"" + "s".repeat(20_000) + "\"}");
    }

    @Test
    void strings_within_data_are_bounded_when_they_are_bound() {
        var data = Packets.request(codec, "{\"data\":[{\"a\":\"" + "s".repeat(20_000) + "\"}]}")
                .data();

        assertThatThrownBy(() -> data.bind(Object.class)).isInstanceOf(InvalidPayloadException.class);
        assertThat(Packets.request(codec, "{\"data\":\"" + "s".repeat(100) + "\"}")
                        .data()
                        .bind(String.class))
                .isEqualTo("s".repeat(100));
        var text = codec.readData(("\"" + "s".repeat(20_000) + "\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> text.bind(String.class)).isInstanceOf(InvalidPayloadException.class);
    }

    @Test
    void a_bound_below_one_is_an_error_that_names_the_option() {
        assertThatThrownBy(() -> new JsonLimits(0, 1, 1, 1))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("maxDepth: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new JsonLimits(1, 0, 1, 1)).hasMessageStartingWith("maxNameLength: 0");
        assertThatThrownBy(() -> new JsonLimits(1, 1, -5, 1)).hasMessageStartingWith("maxNumberLength: -5");
        assertThatThrownBy(() -> new JsonLimits(1, 1, 1, 0)).hasMessageStartingWith("maxStringLength: 0");
    }
}
