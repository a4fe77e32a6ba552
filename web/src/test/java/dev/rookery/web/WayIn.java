package dev.rookery.web;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.RemoteException;
import dev.rookery.transport.Transporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A way in which a request can reach an application, and what comes back, said alike for all ways. */
interface WayIn extends AutoCloseable {
    Duration LIMIT = Duration.ofSeconds(20);
    PacketCodec CODEC = JsonPacketCodec.builder().build();

    Outcome send(String pattern, Object data);

    @Override
    void close();

    /**
     * What came back.
     *
     * @param values the values, as trees of JSON
     * @param error what the error says; null if there was none
     */
    record Outcome(List<Object> values, @Nullable Object error) {
        static Outcome of(Object... values) {
            return new Outcome(List.of(values), null);
        }

        static Outcome error(Object message) {
            return new Outcome(List.of(), message);
        }

        /** A list of one is what it has, as validation says its errors. */
        static Outcome failed(@Nullable Object body) {
            var message = body instanceof Map<?, ?> map ? map.get("message") : body;
            return new Outcome(List.of(), message instanceof List<?> all && all.size() == 1 ? all.getFirst() : message);
        }
    }

    static byte[] json(Object value) {
        var out = new ByteArrayOutputStream();
        CODEC.writeData(value, out);
        return out.toByteArray();
    }

    static WayIn overMessages(Transporter transporter) {
        return new OverMessages(ClientProxyFactory.create(transporter));
    }

    static WayIn overHttp(int port) {
        return new OverHttp(HttpClient.newHttpClient(), port);
    }

    static WayIn overWebSocket(int port, String path) {
        return OverWebSocket.to(URI.create("ws://localhost:" + port + path));
    }

    /** By a client of messages. */
    record OverMessages(ClientProxy client) implements WayIn {
        @Override
        public Outcome send(String pattern, Object data) {
            var values = new ArrayList<Object>();
            try {
                client.send(pattern, data, Object.class).doOnNext(values::add).blockLast(LIMIT);
                return new Outcome(values, null);
            } catch (RemoteException error) {
                return Outcome.failed(error.error());
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** By POST. */
    record OverHttp(HttpClient client, int port) implements WayIn {
        @Override
        public Outcome send(String pattern, Object data) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + pattern))
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json(data)))
                    .build();
            try {
                var reply = client.send(request, BodyHandlers.ofByteArray());
                var body = CODEC.readData(reply.body()).bind(Object.class);
                if (reply.statusCode() >= 300) {
                    return Outcome.failed(body);
                }
                return body instanceof List<?> many
                        ? new Outcome(List.copyOf(many), null)
                        : Outcome.of(Objects.requireNonNull(body));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** By an event. Nothing marks the end of the replies, so that the number that is asked for says how many there are. */
    record OverWebSocket(HttpClient client, WebSocket socket, BlockingQueue<String> frames) implements WayIn {
        static OverWebSocket to(URI address) {
            var frames = new LinkedBlockingQueue<String>();
            var client = HttpClient.newHttpClient();
            var socket = client.newWebSocketBuilder()
                    .buildAsync(address, new WebSocket.Listener() {
                        private final StringBuilder text = new StringBuilder();

                        @Override
                        public @Nullable CompletionStage<?> onText(
                                WebSocket webSocket, CharSequence data, boolean last) {
                            text.append(data);
                            if (last) {
                                frames.add(text.toString());
                                text.setLength(0);
                            }
                            webSocket.request(1);
                            return null;
                        }
                    })
                    .join();
            return new OverWebSocket(client, socket, frames);
        }

        @Override
        public Outcome send(String pattern, Object data) {
            var sent = json(Map.of("event", pattern, "data", data));
            socket.sendText(new String(sent, StandardCharsets.UTF_8), true).join();
            var expected = pattern.equals("each") ? ((SamePipelineIT.Order) data).quantity() : 1;
            var values = new ArrayList<Object>();
            while (values.size() < expected) {
                var value = next();
                if (value instanceof Map<?, ?> event && "exception".equals(event.get("event"))) {
                    return Outcome.failed(event.get("data"));
                }
                values.add(value);
            }
            return new Outcome(values, null);
        }

        private Object next() {
            try {
                var frame = frames.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                if (frame == null) {
                    throw new AssertionError("No answer within " + LIMIT);
                }
                return Objects.requireNonNull(
                        CODEC.readData(frame.getBytes(StandardCharsets.UTF_8)).bind(Object.class));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            client.close();
        }
    }
}
