package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.MessageRecord;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Writes the head of a reply, of what annotations, handler and value say, and says which bytes follow. */
final class ReplyWriter {
    private static final byte[] NOTHING = {};
    private final Response response;

    ReplyWriter(Response response) {
        this.response = response;
    }

    /**
     * Writes the head for one value.
     *
     * @return the body
     * @throws dev.rookery.error.UnserializableValueException if the value cannot be written; nothing was written then
     */
    byte[] head(@Nullable Object value, ReplyPlan plan, ReplyHead said, PacketCodec codec) {
        var content = Values.of(MessageRecord.dataOf(value), codec);
        var status = said.status() != 0 ? said.status() : plan.status();
        var headers = response.getHeaders();
        plan.headers().forEach(header -> headers.put(header.name(), header.value()));
        said.writeTo(headers);
        if (value instanceof MessageRecord record) {
            record.headers().forEach(headers::put);
        }
        if (value instanceof HttpReply<?> reply) {
            status = reply.status();
        }
        response.setStatus(status);
        if (!Statuses.hasBody(status)) {
            headers.remove(HttpHeader.CONTENT_TYPE);
            return NOTHING;
        }
        if (content.contentType() != null) {
            putIfAbsent(headers, content.contentType());
        }
        if (content.isText()) {
            sayCharset(headers);
        }
        return withLength(content.bytes());
    }

    /** Writes the head for a stream. */
    void streamHead(ReplyPlan plan, ReplyHead said, String contentType) {
        var headers = response.getHeaders();
        if (plan.events()) {
            headers.put(
                    HttpHeader.CACHE_CONTROL, "private, no-cache, no-store, must-revalidate, max-age=0, no-transform");
            headers.put("X-Accel-Buffering", "no");
        }
        plan.headers().forEach(header -> headers.put(header.name(), header.value()));
        said.writeTo(headers);
        putIfAbsent(headers, contentType);
        response.setStatus(said.status() != 0 ? said.status() : plan.status());
    }

    /**
     * Writes the head for an error.
     *
     * @return the body
     */
    byte[] errorHead(HttpError error, ReplyHead said, PacketCodec codec) {
        said.writeTo(response.getHeaders());
        return head(error, codec);
    }

    /**
     * Writes the head for an error that no handler has to do with.
     *
     * @return the body
     */
    byte[] head(HttpError error, PacketCodec codec) {
        response.setStatus(error.status());
        for (var header : error.headers().entrySet()) {
            response.getHeaders().put(header.getKey(), header.getValue());
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Values.JSON);
        return withLength(Values.json(error.body(), codec));
    }

    private byte[] withLength(byte[] body) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        return body;
    }

    /** A browser takes a text without a charset for whatever it likes. */
    private static void sayCharset(HttpFields.Mutable headers) {
        var said = headers.get(HttpHeader.CONTENT_TYPE);
        if (said != null) {
            headers.put(HttpHeader.CONTENT_TYPE, ContentType.inUtf8(said));
        }
    }

    private static void putIfAbsent(HttpFields.Mutable headers, String contentType) {
        if (!headers.contains(HttpHeader.CONTENT_TYPE)) {
            headers.put(HttpHeader.CONTENT_TYPE, contentType);
        }
    }
}
