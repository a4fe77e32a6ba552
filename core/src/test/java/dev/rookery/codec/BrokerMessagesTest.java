package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UndecodableMessageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerMessagesTest {
    private static final PacketCodec CODEC = JsonPacketCodec.withDefaults();

    @Test
    void a_packet_is_read_as_it_is() {
        var request = read("{\"pattern\":\"p\",\"data\":1,\"id\":\"7\"}").orElseThrow();

        assertThat(request.isEvent()).isFalse();
        assertThat(request.pattern()).isEqualTo("\"p\"");
        assertThat(request.data().bind(int.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"text\"", "[1,2]", "null", "{\"id\":\"1\"}", "{\"name\":\"Ada\"}"})
    void anything_else_is_an_event_whose_payload_is_the_whole_message(String message) {
        var event = read(message).orElseThrow();

        assertThat(event.isEvent()).isTrue();
        assertThat(event.pattern()).isNull();
        assertThat(event.data().isAbsent()).isFalse();
        assertThat(event.data().bind(Object.class))
                .isEqualTo(CODEC.readData(message.getBytes(UTF_8)).bind(Object.class));
    }

    @Test
    void a_foreign_object_is_bound_whole() {
        assertThat(read(" {\"id\":1,\"name\":\"Ada\"} ").orElseThrow().data().bind(Object.class))
                .isEqualTo(Map.of("id", 1, "name", "Ada"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"response\":1,\"isDisposed\":true,\"id\":\"1\"}",
                "{\"response\":1,\"id\":\"1\"}",
                "{\"err\":\"no\",\"isDisposed\":true,\"id\":\"1\"}",
                "{\"isDisposed\":true,\"id\":\"1\"}",
                "{\"id\":\"1\",\"status\":\"error\",\"err\":\"There is no matching message handler\"}"
            })
    void a_reply_is_nobodys_event(String reply) {
        assertThat(read(reply)).isEmpty();
    }

    @Test
    void what_is_no_json_is_undecodable() {
        assertThatThrownBy(() -> read("hello")).isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(UndecodableMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "a \"quoted\" \\ line\n", "{broken", "21.5 °C 😀"})
    void where_messages_need_not_be_json_what_is_none_is_an_event_of_that_text(String text) {
        var event = BrokerMessages.readAny(CODEC, text.getBytes(UTF_8)).orElseThrow();

        assertThat(event.isEvent()).isTrue();
        assertThat(event.data().bind(String.class)).isEqualTo(text);
    }

    @Test
    void a_packet_beyond_a_limit_is_not_taken_for_a_text() {
        var deep = "[".repeat(300) + "]".repeat(300);
        var packet = "{\"pattern\":\"p\",\"data\":" + deep + ",\"id\":\"7\"}";

        assertThatThrownBy(() -> BrokerMessages.readAny(CODEC, packet.getBytes(UTF_8)))
                .isInstanceOf(UndecodableMessageException.class)
                .hasMessageContaining("nests deeper than 256 levels");
    }

    private static Optional<IncomingRequest> read(String text) {
        return BrokerMessages.read(CODEC, text.getBytes(UTF_8));
    }
}
