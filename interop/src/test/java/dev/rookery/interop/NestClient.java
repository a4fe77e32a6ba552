package dev.rookery.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real Nest client in a process of its own. It connects when it first sends, and again after its connection was lost.
 * Patterns and data are whatever Jackson can write, JSON trees too. Safe for use by several threads.
 */
final class NestClient implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(60);

    /** What the way to the peer's process and back may take, beyond the timeout that the peer itself keeps. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final NestProcess process;
    private final Map<Integer, CompletableFuture<JsonNode>> pending;
    private final AtomicInteger lastNumber = new AtomicInteger();

    private NestClient(NestProcess process, Map<Integer, CompletableFuture<JsonNode>> pending) {
        this.process = process;
        this.pending = pending;
    }

    /** Starts a client that finds its services by a broker; {@code options} are Nest's, as JSON. */
    static NestClient of(NestVersion version, String transport, String options) {
        return start(version, 0, "--transport", transport, "--options", options);
    }

    /** Starts a client of {@code peers/proto/heroes.proto}, whose patterns are {@code Service/method}. */
    static NestClient grpc(NestVersion version, int port, String... flags) {
        return start(version, "grpc-client", port, flags);
    }

    /** Starts a client of whatever listens on {@code port} of loopback, or will: it does not connect yet. */
    static NestClient start(NestVersion version, int port, String... flags) {
        return start(version, "client", port, flags);
    }

    private static NestClient start(NestVersion version, String peer, int port, String... flags) {
        var all = new ArrayList<>(List.of("--port", Integer.toString(port)));
        all.addAll(List.of(flags));
        var pending = new ConcurrentHashMap<Integer, CompletableFuture<JsonNode>>();
        var process = NestProcess.start(version, peer, all, line -> {
            var waiting = pending.remove(line.get("n").asInt());
            if (waiting != null) {
                waiting.complete(line);
            }
        });
        return new NestClient(process, pending);
    }

    NestReply send(Object pattern, @Nullable Object data) {
        return sendAsync(pattern, data, TIMEOUT).join();
    }

    NestReply send(Object pattern, @Nullable Object data, Duration timeout) {
        return sendAsync(pattern, data, timeout).join();
    }

    CompletableFuture<NestReply> sendAsync(Object pattern, @Nullable Object data, Duration timeout) {
        return ask(message("send", pattern, data), timeout).thenApply(NestReply::of);
    }

    /** Sends a record of the broker's with headers. */
    NestReply sendWithHeaders(Object pattern, @Nullable Object data, Map<String, String> headers) {
        var message = message("send", pattern, data);
        message.set("headers", NestJson.tree(headers));
        return ask(message, TIMEOUT).thenApply(NestReply::of).join();
    }

    /** Tells the service how long it waits. */
    NestReply sendUntil(Duration deadline, Object pattern, @Nullable Object data) {
        return ask(message("send", pattern, data).put("deadline", deadline.toMillis()), TIMEOUT)
                .thenApply(NestReply::of)
                .join();
    }

    /** Sends {@code undefined}, which Nest refuses. */
    NestReply sendUndefined(Object pattern) {
        return ask(operation("send").set("pattern", NestJson.tree(pattern)), TIMEOUT)
                .thenApply(NestReply::of)
                .join();
    }

    /** Unsubscribes after {@code count} values. */
    NestReply take(int count, Object pattern, @Nullable Object data) {
        return ask(message("send", pattern, data).put("take", count), TIMEOUT)
                .thenApply(NestReply::of)
                .join();
    }

    /** Sends {@code {"index": i, "data": data}} for each i below {@code count}, all at once, to a handler that echoes. */
    NestLoad sendMany(int count, Object pattern, @Nullable Object data) {
        return ask(message("sendMany", pattern, data).put("count", count), LOAD_TIMEOUT)
                .thenApply(NestLoad::of)
                .join();
    }

    /** Returns when Nest has handed the event to its socket. */
    NestReply emit(Object pattern, @Nullable Object data) {
        return ask(message("emit", pattern, data), TIMEOUT)
                .thenApply(NestReply::of)
                .join();
    }

    /** Connects before the first message is sent; the reply has no values. */
    NestReply connect() {
        return ask(operation("connect"), TIMEOUT).thenApply(NestReply::of).join();
    }

    /** The statuses that the client has had, {@code connected} and {@code disconnected}. */
    List<String> statuses() {
        return ask(operation("status"), TIMEOUT)
                .thenApply(line -> line.get("statuses")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .join();
    }

    /** Closes Nest's client, which connects again when it next sends. The process goes on. */
    void disconnect() {
        ask(operation("close"), TIMEOUT).join();
    }

    /** The last lines that Nest logged. */
    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private static ObjectNode operation(String name) {
        return JsonNodeFactory.instance.objectNode().put("op", name);
    }

    private static ObjectNode message(String operation, Object pattern, @Nullable Object data) {
        var message = operation(operation);
        message.set("pattern", NestJson.tree(pattern));
        message.set("data", NestJson.tree(data));
        return message;
    }

    private CompletableFuture<JsonNode> ask(ObjectNode operation, Duration timeout) {
        var number = lastNumber.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        pending.put(number, answer);
        process.write(NestJson.line(operation.put("n", number).put("timeout", timeout.toMillis())));
        return answer.applyToEither(process.failure(), line -> line)
                .orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((line, error) -> pending.remove(number))
                .handle(this::answered);
    }

    private JsonNode answered(@Nullable JsonNode line, @Nullable Throwable error) {
        if (line == null) {
            throw new IllegalStateException(process.describe("did not answer"), error);
        }
        if (line.has("failure")) {
            throw new IllegalStateException(
                    "The Nest client could not do it: " + line.get("failure").asString());
        }
        return line;
    }
}
