package dev.rookery.web;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.codec.JsonPacketCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An application with a door at a free port, and a client at it. */
final class OpenDoor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Application app;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OpenDoor(Application app) {
        this.app = app;
    }

    static OpenDoor of(Class<?> module) {
        return of(module, options -> options, _ -> {});
    }

    static OpenDoor of(
            Class<?> module, UnaryOperator<HttpDoor.Builder> options, Consumer<? super Application> prepare) {
        var app = Rookery.create(module);
        prepare.accept(app);
        app.listen(options.apply(HttpDoor.builder().host("127.0.0.1").port(0)).build());
        return new OpenDoor(app);
    }

    Application app() {
        return app;
    }

    int port() {
        return ((InetSocketAddress) app.listeners().getLast().addresses().getFirst()).getPort();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(LIMIT);
    }

    Reply get(String path, String... headers) {
        var request = to(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply post(String path, String contentType, String body) {
        return send(to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Reply postJson(String path, String body) {
        return post(path, "application/json", body);
    }

    Reply method(String method, String path) {
        return send(to(path).method(method, BodyPublishers.noBody()));
    }

    Reply send(HttpRequest.Builder request) {
        return new Reply(exchange(request, BodyHandlers.ofByteArray()));
    }

    <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A connection on which a test says what it likes. */
    Socket connection() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    @Override
    public void close() {
        client.close();
        app.close();
    }

    /** What came back. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        @Nullable Object json() {
            return JsonPacketCodec.builder().build().readData(response.body()).bind(Object.class);
        }
    }
}
