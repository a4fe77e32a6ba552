package dev.rookery.benchmarks.peers.rsocket;

import io.netty.buffer.ByteBufUtil;
import io.rsocket.Payload;
import tools.jackson.databind.json.JsonMapper;

/** The data of payloads. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Reads the data and gives back the payload's buffers, which with zero copy are parts of what the socket received. */
    static <T> T read(Payload payload, Class<T> type) {
        try {
            return MAPPER.readValue(ByteBufUtil.getBytes(payload.sliceData()), type);
        } finally {
            payload.release();
        }
    }
}
