package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Packets as text, and those that real Nest peers sent. */
final class Packets {
    static final JsonPacketCodec CODEC = JsonPacketCodec.withDefaults();

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Packets() {}

    /** What one Nest peer sent in one answer; recorded from TCP, without the lengths. */
    record Golden(String name, List<String> packets) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> golden() {
        return MAPPER.readValue(Packets.class.getResourceAsStream("golden-packets.json"), new TypeReference<>() {});
    }

    static String golden(String name) {
        return golden().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .packets()
                .getFirst();
    }

    static IncomingRequest request(String text) {
        return request(CODEC, text);
    }

    static IncomingRequest request(PacketCodec codec, String text) {
        var bytes = text.getBytes(UTF_8);
        return codec.readRequest(bytes, 0, bytes.length);
    }

    static IncomingReply reply(String text) {
        return reply(CODEC, text);
    }

    static IncomingReply reply(PacketCodec codec, String text) {
        var bytes = text.getBytes(UTF_8);
        return codec.readReply(bytes, 0, bytes.length);
    }

    static Body data(String json) {
        return request("{\"data\":" + json + "}").data();
    }

    static String written(Consumer<OutputStream> writing) {
        var out = new ByteArrayOutputStream();
        writing.accept(out);
        return out.toString(UTF_8);
    }
}
