package dev.rookery.benchmarks.peers.vertx;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.peers.Answers;
import dev.rookery.benchmarks.peers.Values;
import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client: one socket. Calls of other threads move to its event loop, which alone knows who waits for which id. */
final class VertxClient implements Caller {
    /** Held, since Vert.x closes the connections of a client that nobody holds any more. */
    private final NetClient client;

    private final Context context;
    private final NetSocket socket;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private long lastId;

    private VertxClient(NetClient client, Context context, NetSocket socket) {
        this.client = client;
        this.context = context;
        this.socket = socket;
    }

    static void main(String[] arguments) {
        ClientProcess.serve(connect(Integer.parseInt(arguments[0])));
    }

    private static VertxClient connect(int port) {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var client = vertx.createNetClient();
        return client.connect(port, "127.0.0.1")
                .map(socket -> {
                    var caller = new VertxClient(client, vertx.getOrCreateContext(), socket);
                    Frames.read(socket, caller::answered);
                    socket.closeHandler(_ -> caller.closed());
                    return caller;
                })
                .await();
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        if (context.equals(Vertx.currentContext())) {
            send(work, done);
        } else {
            context.runOnContext(_ -> send(work, done));
        }
    }

    private void send(Work work, Consumer<@Nullable Throwable> done) {
        switch (work) {
            case SUM ->
                request(
                        new JsonObject().put("cmd", "sum"),
                        new JsonArray(Work.NUMBERS),
                        new Waiting(reply -> Answers.sum(reply.getInteger("response"), done), done));
            case ECHO_1K, ECHO_64K ->
                request(
                        "echo",
                        work.text(),
                        new Waiting(reply -> Answers.text(work, reply.getString("response"), done), done));
            case STREAM -> {
                var values = new Values(done);
                request("stream", Work.VALUES, new Waiting(reply -> streamed(reply, values), done));
            }
            default -> throw work.notHere();
        }
    }

    private void request(Object pattern, Object data, Waiting call) {
        var id = Long.toString(++lastId);
        waiting.put(id, call);
        var _ = socket.write(Frames.of(
                new JsonObject().put("pattern", pattern).put("data", data).put("id", id)));
    }

    private void answered(JsonObject reply) {
        var id = reply.getString("id");
        var call = requireNonNull(
                isLast(reply) ? waiting.remove(id) : waiting.get(id), "a reply to nothing that was asked");
        if (reply.containsKey("err")) {
            call.failed().accept(new IllegalStateException(reply.getString("err")));
        } else {
            call.answered().handle(reply);
        }
    }

    private void closed() {
        var left = List.copyOf(waiting.values());
        waiting.clear();
        left.forEach(call -> call.failed().accept(new IllegalStateException("the connection was closed")));
    }

    private static void streamed(JsonObject reply, Values values) {
        if (isLast(reply)) {
            values.end();
        } else {
            values.value(reply.getInteger("response"));
        }
    }

    private static boolean isLast(JsonObject reply) {
        return reply.containsKey("isDisposed");
    }

    @Override
    public void close() {
        var _ = client.close();
    }

    /**
     * A call that has no answer yet, or not all of it.
     *
     * @param answered told of each reply
     * @param failed told that no more will come
     */
    private record Waiting(Handler<JsonObject> answered, Consumer<@Nullable Throwable> failed) {}
}
