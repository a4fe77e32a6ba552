package dev.rookery.interop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients of the package {@code ws}, in a process of Node. */
final class WsPeer implements AutoCloseable {
    private static final int LIMIT_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> visits = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final NestProcess process;

    private WsPeer() {
        process = NestProcess.start(NestVersion.V12, "ws-client", List.of(), this::arrived);
    }

    static WsPeer start() {
        return new WsPeer();
    }

    private void arrived(JsonNode line) {
        var visit = visits.remove(line.get("n").asInt());
        if (visit != null) {
            visit.complete(line);
        }
    }

    /** Begins a visit, as {@code interop/README.md} describes it; the answer has {@code frames}, {@code closed} and {@code error}. */
    CompletableFuture<JsonNode> visit(int port, JsonNode what) {
        var n = number.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        visits.put(n, answer);
        var line = (ObjectNode) what.deepCopy();
        line.put("n", n).put("port", port);
        process.write(NestJson.line(line));
        return answer.thenApply(WsPeer::withoutNumber).orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static JsonNode withoutNumber(JsonNode answer) {
        ((ObjectNode) answer).remove("n");
        return answer;
    }

    @Override
    public void close() {
        process.close();
    }
}
