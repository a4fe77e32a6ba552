package dev.rookery.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.web.WebSocketDoor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gateway, over a real socket. */
final class LiveOrdersTest {

    /** What comes from the service. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Nullable String next() throws InterruptedException {
            return messages.poll(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_order_reaches_who_placed_it_and_who_watches() throws Exception {
        try (var app = Rookery.create(LiveModule.class);
                var http = HttpClient.newHttpClient()) {
            var door = app.connectDoor(
                    WebSocketDoor.builder().host("127.0.0.1").port(0).build());
            app.startAllMicroservices();
            var port = ((InetSocketAddress) door.addresses().getFirst()).getPort();
            var heard = new Heard();
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live?user=ada"), heard)
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("{\"event\":\"place\",\"data\":{\"sku\":\"tea\",\"quantity\":0}}", true)
                    .get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).contains("exception", "quantity must be greater than or equal to 1");

            socket.sendText("{\"event\":\"place\",\"data\":{\"sku\":\"tea\",\"quantity\":2}}", true)
                    .get(10, TimeUnit.SECONDS);
            assertThat(heard.next()).isEqualTo("{\"event\":\"placed\",\"data\":{\"sku\":\"tea\",\"quantity\":2}}");

            var stranger = new Heard();
            http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), stranger)
                    .get(10, TimeUnit.SECONDS);
            assertThat(stranger.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4_401);
            socket.abort();
        }
    }
}
