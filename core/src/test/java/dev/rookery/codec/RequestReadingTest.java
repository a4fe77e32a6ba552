package dev.rookery.codec;

import static dev.rookery.codec.Packets.CODEC;
import static dev.rookery.codec.Packets.request;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.UndecodableMessageException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReadingTest {

    @Test
    void members_come_in_any_order() {
        for (var text : List.of(
                "{\"pattern\":\"sum\",\"data\":[1],\"id\":\"7\"}",
                "{\"id\":\"7\",\"data\":[1],\"pattern\":\"sum\"}",
                "{\"data\":[1],\"id\":\"7\",\"pattern\":\"sum\"}",
                " { \"data\" : [1] , \"pattern\" : \"sum\" , \"id\" : \"7\" } ")) {
            var request = request(text);

            assertThat(request.pattern()).isEqualTo("\"sum\"");
            assertThat(request.data().bind(Object.class)).isEqualTo(List.of(1));
            assertThat(request.id()).isEqualTo("\"7\"");
            assertThat(request.isEvent()).isFalse();
            assertThat(request.isForeign()).isFalse();
        }
    }

    @Test
    void unknown_members_are_ignored_whatever_they_hold() {
        var request = request("{\"a\":{\"id\":[1,{\"data\":2}]},\"pattern\":\"p\",\"b\":[[]],\"data\":1,\"c\":null}");

        assertThat(request.pattern()).isEqualTo("\"p\"");
        assertThat(request.data().bind(Integer.class)).isEqualTo(1);
        assertThat(request.isEvent()).isTrue();
    }

    @Test
    void the_last_of_equal_members_counts() {
        var request = request("{\"pattern\":\"a\",\"data\":1,\"id\":1,\"id\":2,\"data\":2,\"pattern\":\"b\"}");

        assertThat(request.pattern()).isEqualTo("\"b\"");
        assertThat(request.data().bind(Integer.class)).isEqualTo(2);
        assertThat(request.id()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"i\"", "7", "-1.50", "1e3", "null", "true", "{\"a\": [1]}", "\"\\u0041\"", "\"\""})
    void an_id_is_kept_as_it_was_written(String id) {
        var request = request("{\"pattern\":\"p\",\"id\": " + id + " ,\"data\":1}");

        assertThat(request.id()).isEqualTo(id);
        assertThat(request.isEvent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"p\"", "42", "{\"b\": 1,\"a\":2}", "[\"a\",\"b\"]", "null", "\"{\\\"cmd\\\":1}\""})
    void a_pattern_is_kept_as_it_was_written(String pattern) {
        assertThat(request("{\"pattern\" : " + pattern + " ,\"data\":1}").pattern())
                .isEqualTo(pattern);
    }

    @Test
    void missing_data_is_absent_and_null_is_not() {
        assertThat(request("{\"pattern\":\"p\",\"id\":\"1\"}").data().isAbsent())
                .isTrue();
        var data = request("{\"pattern\":\"p\",\"data\":null}").data();
        assertThat(data.isAbsent()).isFalse();
        assertThat(data.bind(String.class)).isNull();
    }

    @Test
    void metadata_is_any_value() {
        assertThat(request("{\"pattern\":\"p\",\"metadata\":{\"trace\":\"t1\"}}")
                        .metadata()
                        .property("trace")
                        .as(String.class))
                .isEqualTo("t1");
        assertThat(request("{\"pattern\":\"p\",\"metadata\":5}").metadata().as(Integer.class))
                .isEqualTo(5);
        assertThat(request("{\"pattern\":\"p\"}").metadata().isAbsent()).isTrue();
    }

    @Test
    void what_has_neither_pattern_nor_data_is_foreign_but_keeps_its_id() {
        var request = request("{\"id\":\"1\"}");

        assertThat(request.isForeign()).isTrue();
        assertThat(request.id()).isEqualTo("\"1\"");
        assertThat(request("{}").isForeign()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "null", "[]", "[{\"pattern\":\"p\"}]", "\"text\"", "true", " 1.5 "})
    void what_is_no_object_is_foreign(String text) {
        assertThat(request(text).isForeign()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\n",
                "{",
                "{\"pattern\"",
                "{\"pattern\":",
                "{\"pattern\":\"p",
                "{\"pattern\":\"p\"",
                "{\"pattern\":\"p\",",
                "{\"pattern\":\"p\",\"data\":[1",
                "{\"pattern\":\"p\",\"data\":tru",
                "{\"pattern\":\"p\",\"data\":1",
                "[1",
                "nul",
                "{pattern:\"raw\"}",
                "{'pattern':'raw'}",
                "{\"pattern\":\"p\",}",
                "{\"data\":01}",
                "{\"data\":+1}",
                "{\"data\":.5}",
                "{\"data\":NaN}",
                "{\"data\":undefined}",
                "{\"data\":\"a\nb\"}",
                "{\"data\":\"\\x\"}",
                "{\"data\":1} x",
                "{\"data\":1}{\"data\":2}",
                "{\"data\":1} 5",
                "12 13",
                "/* */{\"data\":1}",
                "{\"data\":[1}]",
                "\u0000",
                "\ufeff{\"data\":1}",
                "abc"
            })
    void what_is_no_json_is_undecodable(String text) {
        assertThatThrownBy(() -> request(text)).isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> Packets.reply(text)).isInstanceOf(UndecodableMessageException.class);
    }

    @Test
    void json_in_another_encoding_is_undecodable() {
        for (var encoding : List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))) {
            var bytes = "{\"pattern\":\"p\",\"data\":[1],\"id\":\"1\"}".getBytes(encoding);

            assertThatThrownBy(() -> CODEC.readRequest(bytes, 0, bytes.length))
                    .as(encoding.name())
                    .isInstanceOf(UndecodableMessageException.class);
            assertThatThrownBy(() -> CODEC.readReply(bytes, 0, bytes.length))
                    .as(encoding.name())
                    .isInstanceOf(UndecodableMessageException.class);
        }
    }

    @Test
    void a_sequence_that_is_no_utf_8_becomes_the_replacement_character_as_in_node() {
        for (var bad :
                List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0x80}, new byte[] {(byte) 0xc3}, new byte[] {
                    (byte) 0xf0, (byte) 0x9f, (byte) 0x98
                })) {
            var request = concat("{\"pattern\":\"p\",\"data\":[\"a".getBytes(UTF_8), bad, "b\"]}".getBytes(UTF_8));
            assertThat(CODEC.readRequest(request, 0, request.length).data().bind(Object.class))
                    .isEqualTo(List.of("a\ufffdb"));

            var reply = concat("{\"response\":\"a".getBytes(UTF_8), bad, "b\",\"id\":\"1\"}".getBytes(UTF_8));
            assertThat(CODEC.readReply(reply, 0, reply.length).response().bind(String.class))
                    .isEqualTo("a\ufffdb");
        }
    }

    @Test
    void a_bad_sequence_outside_of_texts_is_undecodable() {
        var bytes = concat("{\"data\":1".getBytes(UTF_8), new byte[] {(byte) 0xff}, "}".getBytes(UTF_8));

        assertThatThrownBy(() -> CODEC.readRequest(bytes, 0, bytes.length))
                .isInstanceOf(UndecodableMessageException.class);
        assertThatThrownBy(() -> CODEC.readReply(bytes, 0, bytes.length))
                .isInstanceOf(UndecodableMessageException.class);
    }

    private static byte[] concat(byte[]... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void every_prefix_of_a_packet_is_undecodable() {
        var whole =
                "{\"pattern\":{\"a\":[1,\"é\"]},\"data\":{\"x\":[true,null,1.5e3],\"y\":\"\\u00e9😀\"},\"id\":\"i\"}";
        var bytes = whole.getBytes(UTF_8);

        for (var length = 0; length < bytes.length; length++) {
            var prefix = length;
            assertThatThrownBy(() -> CODEC.readRequest(bytes, 0, prefix))
                    .as("the first %d bytes", prefix)
                    .isInstanceOf(UndecodableMessageException.class);
        }
    }
}
