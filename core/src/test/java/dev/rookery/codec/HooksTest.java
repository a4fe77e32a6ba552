package dev.rookery.codec;

import static dev.rookery.codec.Packets.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.Outbound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HooksTest {

    private static PacketCodec reading(Deserializer hook) {
        return JsonPacketCodec.builder().deserializer(hook).build();
    }

    private static PacketCodec writing(Serializer hook) {
        return JsonPacketCodec.builder().serializer(hook).build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> inside(@Nullable Object message) {
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(message)).get("w"));
    }

    // ---- deserializer ----

    @Test
    void a_deserializer_finds_the_packet() {
        var codec = reading(HooksTest::inside);

        var request = Packets.request(
                codec, "{\"w\":{\"pattern\":{\"cmd\":\"sum\"},\"data\":[1,2],\"id\":\"7\",\"metadata\":{\"a\":1}}}");
        assertThat(request.pattern()).isEqualTo("{\"cmd\":\"sum\"}");
        assertThat(request.id()).isEqualTo("\"7\"");
        assertThat(request.data().bind(new TypeRef<List<Long>>() {}.type())).isEqualTo(List.of(1L, 2L));
        assertThat(request.metadata().property("a").bind(int.class)).isEqualTo(1);

        var reply = Packets.reply(codec, "{\"w\":{\"response\":{\"x\":5},\"isDisposed\":true,\"id\":\"7\"}}");
        assertThat(reply.id()).isEqualTo("7");
        assertThat(reply.last()).isTrue();
        assertThat(reply.response().property("x").bind(int.class)).isEqualTo(5);
    }

    @Test
    void a_codec_tells_its_hooks() {
        Deserializer reads = HooksTest::inside;
        Serializer writes = packet -> packet;

        assertThat(reading(reads).deserializer()).containsSame(reads);
        assertThat(writing(writes).serializer()).containsSame(writes);
        assertThat(Packets.CODEC.deserializer()).isEmpty();
        assertThat(Packets.CODEC.serializer()).isEmpty();
    }

    @Test
    void what_a_deserializer_leaves_out_is_absent_and_null_is_not() {
        var codec = reading(HooksTest::inside);

        var absent = Packets.request(codec, "{\"w\":{\"pattern\":\"p\"}}");
        assertThat(absent.isEvent()).isTrue();
        assertThat(absent.data().isAbsent()).isTrue();

        var nulls = Packets.request(codec, "{\"w\":{\"pattern\":\"p\",\"data\":null,\"id\":null}}");
        assertThat(nulls.id()).isEqualTo("null");
        assertThat(nulls.data().isAbsent()).isFalse();
        assertThat(nulls.data().bind(String.class)).isNull();
        assertThatThrownBy(() -> nulls.data().bind(int.class)).isInstanceOf(InvalidPayloadException.class);
    }

    @Test
    void a_tree_is_bound_as_strictly_as_text() {
        var codec = reading(HooksTest::inside);
        var data = Packets.request(codec, "{\"w\":{\"data\":{\"text\":\"12\",\"float\":3.7}}}")
                .data();

        assertThatThrownBy(() -> data.property("text").bind(int.class)).isInstanceOf(InvalidPayloadException.class);
        assertThatThrownBy(() -> data.property("float").bind(int.class)).isInstanceOf(InvalidPayloadException.class);
        assertThatThrownBy(() -> data.property("float").bind(String.class)).isInstanceOf(InvalidPayloadException.class);
        assertThat(data.property("none").isAbsent()).isTrue();
        assertThat(data.property("text").property("x").isAbsent()).isTrue();
    }

    @Test
    void a_deserializer_that_fails_makes_the_message_undecodable() {
        for (var hook : List.<Deserializer>of(
                message -> {
                    throw new IllegalStateException("broken");
                },
                HooksTest::inside,
                message -> HooksTest.nothing())) {
            assertThatThrownBy(() -> Packets.request(reading(hook), "{}"))
                    .isInstanceOf(UndecodableMessageException.class);
            assertThatThrownBy(() -> Packets.reply(reading(hook), "{}"))
                    .isInstanceOf(UndecodableMessageException.class);
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a hook of somebody who does not check for null
    private static <T> T nothing() {
        return null;
    }

    @Test
    void a_packet_that_cannot_be_is_undecodable() {
        var endless = new HashMap<String, @Nullable Object>();
        endless.put("pattern", endless);
        endless.put("id", endless);

        assertThatThrownBy(() -> Packets.request(reading(message -> endless), "{}"))
                .isInstanceOf(UndecodableMessageException.class);
    }

    // ---- serializer ----

    @Test
    void a_serializer_sees_the_members_in_order_and_may_change_them() {
        var seen = new ArrayList<Object>();
        var codec = writing(packet -> {
            seen.addAll(packet.keySet());
            packet.put("v", 1);
            return packet;
        });

        assertThat(written(out -> codec.writeRequest(
                        new Outbound(Pattern.of("{b: 1, a: 2}"), true, List.of(1), Map.of("m", 1), Map.of()),
                        "7",
                        out)))
                .isEqualTo("{\"pattern\":{\"b\":1,\"a\":2},\"data\":[1],\"metadata\":{\"m\":1},\"id\":\"7\",\"v\":1}");
        assertThat(seen).containsExactly("pattern", "data", "metadata", "id");
    }

    @Test
    void a_serializer_sees_every_kind_of_packet() {
        var codec = writing(packet -> Map.of("w", packet));

        assertThat(written(
                        out -> codec.writeEvent(new Outbound(Pattern.of("{b: 1}"), false, null, null, Map.of()), out)))
                .isEqualTo("{\"w\":{\"pattern\":\"{\\\"b\\\":1}\"}}");
        assertThat(written(out -> codec.writeValue("7", null, true, out)))
                .isEqualTo("{\"w\":{\"response\":null,\"isDisposed\":true,\"id\":7}}");
        assertThat(written(out -> codec.writeValue(null, 5, false, out))).isEqualTo("{\"w\":{\"response\":5}}");
        assertThat(written(out -> codec.writeEnd("null", out))).isEqualTo("{\"w\":{\"isDisposed\":true,\"id\":null}}");
        assertThat(written(out -> codec.writeError("\"i\"", new ErrorBody("no"), out)))
                .isEqualTo("{\"w\":{\"err\":\"no\",\"isDisposed\":true,\"id\":\"i\"}}");
        assertThat(written(out -> codec.writeNoHandler("\"i\"", out)))
                .startsWith("{\"w\":{")
                .contains("\"status\":\"error\"", "\"id\":\"i\"");
    }

    @Test
    void a_serializer_that_fails_is_an_unserializable_value() {
        var codec = writing(packet -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> written(out -> codec.writeValue("1", 1, true, out)))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void the_mapper_can_be_changed() {
        var codec = JsonPacketCodec.builder()
                .mapper(mapper -> mapper.enable(tools.jackson.databind.cfg.EnumFeature.WRITE_ENUMS_USING_INDEX))
                .build();

        assertThat(written(out -> codec.writeValue(null, Thread.State.NEW, false, out)))
                .isEqualTo("{\"response\":0}");
    }
}
