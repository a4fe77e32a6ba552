package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A line of JSON for each value, as {@code application/x-ndjson}. */
final class JsonLinesFormat implements StreamFormat {
    static final String MEDIA_TYPE = "application/x-ndjson";

    private final PacketCodec codec;

    JsonLinesFormat(PacketCodec codec) {
        this.codec = codec;
    }

    @Override
    public String contentType() {
        return MEDIA_TYPE;
    }

    @Override
    public void begin(ByteArrayOutputStream out) {}

    @Override
    public void value(@Nullable Object value, ByteArrayOutputStream out) {
        out.writeBytes(Values.json(value, codec));
        out.write('\n');
    }

    @Override
    public void end(ByteArrayOutputStream out) {}
}
