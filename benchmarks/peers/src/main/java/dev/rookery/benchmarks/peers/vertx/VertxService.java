package dev.rookery.benchmarks.peers.vertx;

import dev.rookery.benchmarks.process.ServiceProcess;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** The service: a verticle, which answers on its event loop. */
final class VertxService extends VerticleBase {
    private final NetServer server;

    private VertxService(Vertx vertx) {
        this.server = vertx.createNetServer();
    }

    static void main() {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var service = new VertxService(vertx);
        vertx.deployVerticle(service).await();
        ServiceProcess.serve(service.server.actualPort());
    }

    @Override
    public Future<?> start() {
        return server.connectHandler(socket -> Frames.read(socket, request -> answer(socket, request)))
                .listen(0, "127.0.0.1");
    }

    private static void answer(NetSocket socket, JsonObject request) {
        var id = request.getString("id");
        switch (pattern(request)) {
            case "sum" -> last(socket, id, new JsonObject().put("response", sum(request.getJsonArray("data"))));
            case "echo" -> last(socket, id, new JsonObject().put("response", request.getString("data")));
            case "stream" -> stream(socket, id, request.getInteger("data"));
            default -> last(socket, id, new JsonObject().put("err", "There is no matching message handler"));
        }
    }

    private static String pattern(JsonObject request) {
        var pattern = request.getValue("pattern");
        return pattern instanceof JsonObject object ? object.getString("cmd") : pattern.toString();
    }

    private static int sum(JsonArray numbers) {
        var sum = 0;
        for (var index = 0; index < numbers.size(); index++) {
            sum += numbers.getInteger(index);
        }
        return sum;
    }

    private static void stream(NetSocket socket, String id, int count) {
        for (var value = 0; value < count; value++) {
            write(socket, new JsonObject().put("response", value).put("id", id));
        }
        last(socket, id, new JsonObject());
    }

    /** The id comes last, which the load generator relies on. */
    private static void last(NetSocket socket, String id, JsonObject reply) {
        write(socket, reply.put("isDisposed", true).put("id", id));
    }

    private static void write(NetSocket socket, JsonObject reply) {
        var _ = socket.write(Frames.of(reply));
    }
}
