package dev.rookery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UndecodableMessageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of WebSocket gateways send. */
final class ReadEventTest {
    private static IncomingEvent read(String json) {
        return JsonPacketCodec.withDefaults().readEvent(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void event_and_data_come_in_any_order_beside_anything() {
        var event = read(" {\"data\":{\"a\":1},\"id\":7,\"\\u0065vent\":\"w\\u0061tch\"} ");

        assertThat(event.name()).isEqualTo("watch");
        assertThat(event.data().property("a").as(Integer.class)).isEqualTo(1);
    }

    @Test
    void data_may_be_missing_and_may_be_null() {
        assertThat(read("{\"event\":\"a\"}").data().isAbsent()).isTrue();
        assertThat(read("{\"event\":\"a\",\"data\":null}").data().isAbsent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\":42}", "{\"event\":null}", "[\"event\"]", "null", "\"event\""})
    void what_has_no_event_has_no_name(String json) {
        assertThat(read(json).name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"event\":\"a\"}{}", "event"})
    void what_is_no_json_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UndecodableMessageException.class);
    }

    @Test
    void text_that_is_no_utf_8_is_read_as_node_does() {
        var text = "{\"event\":\"a\",\"data\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xFF;

        assertThat(JsonPacketCodec.withDefaults().readEvent(text).data().as(String.class))
                .isEqualTo("\uFFFD");
    }
}
