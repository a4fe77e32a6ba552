package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.MessageRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a handler's value is as a body, as Express sends it. */
final class Values {
    static final String JSON = "application/json; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";
    static final String BYTES = "application/octet-stream";
    private static final byte[] NOTHING = {};

    private Values() {}

    /**
     * A body.
     *
     * @param contentType what it is; null where there is nothing
     * @param bytes the bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(@Nullable String contentType, byte[] bytes) {

        /** Whether it was made of characters, in UTF-8. */
        boolean isText() {
            return contentType != null && !contentType.equals(BYTES);
        }
    }

    /**
     * Writes a value.
     *
     * @throws dev.rookery.error.UnserializableValueException if it cannot be written
     */
    static Content of(@Nullable Object value, PacketCodec codec) {
        return switch (value) {
            case null -> new Content(null, NOTHING);
            case byte[] bytes -> new Content(BYTES, bytes);
            case CharSequence text -> new Content(HTML, text.toString().getBytes(StandardCharsets.UTF_8));
            case Number number -> new Content(HTML, json(number, codec));
            case Boolean truth -> new Content(HTML, json(truth, codec));
            default -> new Content(JSON, json(value, codec));
        };
    }

    static byte[] json(@Nullable Object value, PacketCodec codec) {
        var out = new ByteArrayOutputStream();
        codec.writeData(MessageRecord.dataOf(value), out);
        return out.toByteArray();
    }

    /** A text as it is, anything else as JSON. */
    static String text(Object value, PacketCodec codec) {
        return value instanceof CharSequence text
                ? text.toString()
                : new String(json(value, codec), StandardCharsets.UTF_8);
    }
}
