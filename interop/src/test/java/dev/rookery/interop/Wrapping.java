package dev.rookery.interop;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The custom serializer and deserializer of the Nest peers: each packet travels as {@code {"v":1,"body":packet}}. */
final class Wrapping {
    private Wrapping() {}

    static PacketCodec codec() {
        return JsonPacketCodec.builder()
                .serializer(packet -> {
                    var wrapped = new LinkedHashMap<String, Object>();
                    wrapped.put("v", 1);
                    wrapped.put("body", packet);
                    return wrapped;
                })
                .deserializer(Wrapping::unwrap)
                .build();
    }

    private static Map<String, @Nullable Object> unwrap(@Nullable Object message) {
        var packet = new LinkedHashMap<String, @Nullable Object>();
        if (message instanceof Map<?, ?> wrapped && wrapped.get("body") instanceof Map<?, ?> body) {
            body.forEach((name, value) -> packet.put(String.valueOf(name), value));
        }
        return packet;
    }
}
