package dev.rookery.web;

import dev.rookery.codec.JsonPacketCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client at a gateway, as browsers are. */
final class OpenSocket implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final Heard heard;
    private final WebSocket socket;

    private OpenSocket(HttpClient http, Heard heard, WebSocket socket) {
        this.http = http;
        this.heard = heard;
        this.socket = socket;
    }

    static OpenSocket at(int port, String path, String... headers) {
        return at(port, path, true, headers);
    }

    /** One that takes nothing until {@link #take} is called. */
    static OpenSocket lazyAt(int port, String path) {
        return at(port, path, false);
    }

    private static OpenSocket at(int port, String path, boolean taking, String... headers) {
        var http = HttpClient.newHttpClient();
        var heard = new Heard(taking);
        var builder = http.newWebSocketBuilder().connectTimeout(LIMIT);
        for (var index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        var socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), heard)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return new OpenSocket(http, heard, socket);
    }

    OpenSocket event(String name, String dataJson) {
        return text("{\"event\":\"" + name + "\",\"data\":" + dataJson + "}");
    }

    OpenSocket text(String text) {
        socket.sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
        return this;
    }

    OpenSocket binary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return this;
    }

    WebSocket driver() {
        return socket;
    }

    /** Lets so many more parts of messages come in. */
    void take(long parts) {
        socket.request(parts);
    }

    /** The text of the next message. */
    String next() {
        try {
            var message = heard.messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("No message came within " + LIMIT);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Nullable Object nextJson() {
        return JsonPacketCodec.withDefaults()
                .readData(next().getBytes(StandardCharsets.UTF_8))
                .bind(Object.class);
    }

    int waiting() {
        return heard.messages.size();
    }

    /** How the service ended the connection. */
    WsClose closed() {
        return heard.closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return heard.closed.isDone();
    }

    void leave(int code, String reason) {
        socket.sendClose(code, reason).orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<WsClose> closed = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();
        private final boolean taking;

        Heard(boolean taking) {
            this.taking = taking;
        }

        @Override
        public void onOpen(WebSocket socket) {
            if (taking) {
                socket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(new WsClose(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
