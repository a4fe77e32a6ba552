package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.internal.ReasonPhrase;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends errors that no handler has to do with: those of Jetty, such as a head that is too large, and our own. All have Nest's body. */
final class Errors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final PacketCodec codec;

    Errors(PacketCodec codec) {
        this.codec = codec;
        setCacheControl(null); // an error is the same whether it was Jetty that found it
    }

    void send(HttpError error, Response response, Callback callback) {
        LOG.debug("A request was answered with {}: {}", error.status(), error.message());
        var body = new ReplyWriter(response).head(error, codec);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Sends it, and ends the connection, on which nothing sensible can follow. */
    void last(HttpError error, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        send(error, response, callback);
    }

    void closing(Response response, Callback callback) {
        last(ErrorRules.unavailable(), response, callback);
    }

    /** What a client is told of a status that Jetty chose. */
    static String message(int status) {
        return switch (status) {
            case Statuses.PAYLOAD_TOO_LARGE -> "request entity too large"; // Express' words
            default -> ReasonPhrase.of(status);
        };
    }

    // ---- for Jetty ----

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        if (code == Statuses.INTERNAL_SERVER_ERROR && cause != null) {
            LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), cause);
        }
        var error = code == Statuses.INTERNAL_SERVER_ERROR ? HttpError.internal() : HttpError.of(code, message(code));
        send(error, response, callback);
    }
}
