package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** One JSON array, which grows. */
final class JsonArrayFormat implements StreamFormat {
    private final PacketCodec codec;
    private boolean first = true;

    JsonArrayFormat(PacketCodec codec) {
        this.codec = codec;
    }

    @Override
    public String contentType() {
        return Values.JSON;
    }

    @Override
    public void begin(ByteArrayOutputStream out) {
        out.write('[');
    }

    @Override
    public void value(@Nullable Object value, ByteArrayOutputStream out) {
        var json = Values.json(value, codec);
        if (!first) {
            out.write(',');
        }
        first = false;
        out.writeBytes(json);
    }

    @Override
    public void end(ByteArrayOutputStream out) {
        out.write(']');
    }
}
