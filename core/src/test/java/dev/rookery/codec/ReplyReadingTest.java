package dev.rookery.codec;

import static dev.rookery.codec.Packets.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReadingTest {

    @Test
    void a_value_alone_is_followed_by_more() {
        var reply = reply("{\"response\":[1],\"id\":\"i\"}");

        assertThat(reply.id()).isEqualTo("i");
        assertThat(reply.response().bind(Object.class)).isEqualTo(List.of(1));
        assertThat(reply.error().isAbsent()).isTrue();
        assertThat(reply.last()).isFalse();
        assertThat(reply.noHandler()).isFalse();
    }

    @Test
    void a_disposed_value_is_the_last() {
        var reply = reply("{\"id\":\"i\",\"isDisposed\":true,\"response\":null}");

        assertThat(reply.last()).isTrue();
        assertThat(reply.response().isAbsent()).isFalse();
        assertThat(reply.response().bind(Object.class)).isNull();
    }

    @Test
    void the_end_has_no_value() {
        var reply = reply("{\"isDisposed\":true,\"id\":\"i\"}");

        assertThat(reply.last()).isTrue();
        assertThat(reply.response().isAbsent()).isTrue();
    }

    @Test
    void an_id_alone_says_nothing() {
        var reply = reply("{\"id\":\"i\"}");

        assertThat(reply.last()).isFalse();
        assertThat(reply.response().isAbsent()).isTrue();
        assertThat(reply.error().isAbsent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "0", "0.0", "-0", "\"\""})
    void what_is_falsy_in_javascript_is_no_end(String value) {
        assertThat(reply("{\"response\":1,\"isDisposed\":" + value + ",\"id\":\"i\"}")
                        .last())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "-1", "\"false\"", "[]", "{}", "{\"a\":[1]}", "0.5"})
    void what_is_truthy_in_javascript_is_the_end(String value) {
        assertThat(reply("{\"response\":1,\"isDisposed\":" + value + ",\"id\":\"i\"}")
                        .last())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "{\"status\":\"error\",\"message\":\"m\"}", "[]", "{}", "[\"a\"]", "7", "true"})
    void an_error_ends_the_exchange_even_alone(String error) {
        var reply = reply("{\"err\":" + error + ",\"id\":\"i\"}");

        assertThat(reply.last()).isTrue();
        assertThat(reply.error().isAbsent()).isFalse();
        assertThat(reply.error()).hasToString(error);
        assertThat(reply.noHandler()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "0", "0e5", "-0.0", "false", "null"})
    void a_falsy_error_is_none(String error) {
        var reply = reply("{\"err\":" + error + ",\"response\":5,\"id\":\"i\"}");

        assertThat(reply.error().isAbsent()).isTrue();
        assertThat(reply.last()).isFalse();
        assertThat(reply.response().bind(Integer.class)).isEqualTo(5);
        assertThat(reply("{\"err\":" + error + ",\"isDisposed\":true,\"id\":\"i\"}")
                        .last())
                .isTrue();
    }

    @Test
    void no_handler_is_told_from_other_errors_by_its_status() {
        var text = "\"There is no matching message handler defined in the remote service.\"";

        assertThat(reply("{\"id\":\"i\",\"status\":\"error\",\"err\":" + text + "}")
                        .noHandler())
                .isTrue();
        assertThat(reply("{\"err\":" + text + ",\"status\":\"error\",\"id\":\"i\"}")
                        .noHandler())
                .isTrue();
        assertThat(reply("{\"err\":" + text + ",\"id\":\"i\"}").noHandler()).isFalse();
        assertThat(reply("{\"status\":\"ok\",\"err\":" + text + ",\"id\":\"i\"}")
                        .noHandler())
                .isFalse();
        assertThat(reply("{\"status\":\"error\",\"err\":{},\"id\":\"i\"}").noHandler())
                .isFalse();
        assertThat(reply("{\"status\":\"error\",\"err\":\"\",\"id\":\"i\"}").noHandler())
                .isFalse();
        assertThat(reply("{\"status\":{\"err\":1},\"response\":1,\"id\":\"i\"}").last())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"extra\":1", "\"a\":{\"b\":[]}", "\"pattern\":\"p\"", "\"\":null"})
    void any_other_key_makes_the_whole_the_response(String member) {
        var reply = reply(" {\"id\":\"i\",\"response\":5," + member + ",\"err\":\"x\"} ");

        assertThat(reply.id()).isEqualTo("i");
        assertThat(reply.last()).isTrue();
        assertThat(reply.error().isAbsent()).isTrue();
        assertThat(reply.response().property("response").bind(Integer.class)).isEqualTo(5);
        assertThat((Map<?, ?>) reply.response().bind(Object.class)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "null", "[1]", "\"text\"", "true"})
    void what_is_no_object_is_a_whole_response_too(String text) {
        var reply = reply(text);

        assertThat(reply.id()).isNull();
        assertThat(reply.last()).isTrue();
        assertThat(reply.response()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "true", "[\"i\"]", "{\"id\":\"i\"}"})
    void only_a_text_is_an_id_of_ours(String id) {
        var reply = reply("{\"response\":1,\"id\":" + id + ",\"isDisposed\":true}");

        assertThat(reply.id()).isNull();
        assertThat(reply.last()).isTrue();
    }

    @Test
    void the_last_of_equal_members_counts() {
        var reply = reply("{\"response\":1,\"response\":2,\"err\":\"x\",\"err\":\"\",\"isDisposed\":true,"
                + "\"isDisposed\":false,\"id\":\"a\",\"id\":\"b\"}");

        assertThat(reply.response().bind(Integer.class)).isEqualTo(2);
        assertThat(reply.error().isAbsent()).isTrue();
        assertThat(reply.last()).isFalse();
        assertThat(reply.id()).isEqualTo("b");
    }

    @Test
    void an_object_without_members_is_a_whole_response_too() {
        var reply = JsonPacketCodec.withDefaults().readReply(new byte[] {'{', '}'}, 0, 2);

        assertThat(reply.last()).isTrue();
        assertThat(reply.response().bind(Map.class)).isEqualTo(Map.of());
    }

    @Test
    void an_escaped_id_is_read() {
        assertThat(reply("{\"id\":\"\\u0061é😀\",\"response\":1}").id()).isEqualTo("aé😀");
    }
}
