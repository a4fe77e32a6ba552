package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.HttpException;
import dev.rookery.error.UndecodableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** Says what the body of a request is, before anyone has said what it is to become. */
final class RequestBodies {
    private static final String IDENTITY = "identity";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final PacketCodec codec;

    RequestBodies(PacketCodec codec) {
        this.codec = codec;
    }

    /**
     * Reads a body.
     *
     * @throws HttpException if it is not what its content type says
     */
    Body read(RequestHead head, byte[] bytes) {
        if (bytes.length == 0) {
            return Body.absent();
        }
        requireNoEncoding(head);
        var type = head.contentType().orElse(null);
        if (type == null) {
            return new BytesBody(bytes, null, "");
        }
        if (type.isJson()) {
            requireUtf8(type);
            return new BytesBody(bytes, json(bytes), type.mediaType());
        }
        if (type.isForm()) {
            requireUtf8(type);
            return new BytesBody(bytes, form(bytes), type.mediaType());
        }
        if (type.isText()) {
            var text = text(bytes, type.charset().orElseThrow(RequestBodies::unknownCharset));
            return new BytesBody(bytes, new TextBody(List.of(text), codec), type.mediaType());
        }
        return new BytesBody(bytes, null, type.mediaType());
    }

    /** Gzip was undone before, where the door takes it. */
    private static void requireNoEncoding(RequestHead head) {
        var encoding = head.header("Content-Encoding").orElse(IDENTITY);
        if (!encoding.equalsIgnoreCase(IDENTITY)) {
            throw new HttpException(
                    Statuses.UNSUPPORTED_MEDIA_TYPE,
                    "The content encoding of the body is not supported here (expected: none)");
        }
    }

    private static void requireUtf8(ContentType type) {
        if (!type.charset().equals(Optional.of(StandardCharsets.UTF_8))) {
            throw unknownCharset();
        }
    }

    private static HttpException unknownCharset() {
        return new HttpException(
                Statuses.UNSUPPORTED_MEDIA_TYPE, "The charset of the body is not supported (expected: utf-8)");
    }

    private Body json(byte[] bytes) {
        try {
            return codec.readData(withoutByteOrderMark(bytes));
        } catch (UndecodableMessageException e) {
            throw new HttpException(Statuses.BAD_REQUEST, "The body is not valid JSON");
        }
    }

    /** JSON has none, and programs on Windows write it. */
    private static byte[] withoutByteOrderMark(byte[] bytes) {
        var length = BYTE_ORDER_MARK.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length)
                ? Arrays.copyOfRange(bytes, length, bytes.length)
                : bytes;
    }

    private FieldsBody form(byte[] bytes) {
        try {
            var values = new Fields(true);
            UrlEncoded.decodeUtf8To(text(bytes, StandardCharsets.UTF_8), values);
            return new FieldsBody(copy(values), codec);
        } catch (RuntimeException e) {
            throw new HttpException(Statuses.BAD_REQUEST, "The body is not a valid form");
        }
    }

    private static Map<String, List<String>> copy(Fields values) {
        var copy = new LinkedHashMap<String, List<String>>();
        for (var field : values) {
            copy.put(field.getName(), List.copyOf(field.getValues()));
        }
        return copy;
    }

    private static String text(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new HttpException(Statuses.BAD_REQUEST, "The body is not text in " + charset.name());
        }
    }
}
