package dev.rookery.benchmarks.peers.vertx;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * Reads and writes {@code <length>#<json>}. Nest counts the length in UTF-16 units; this counts bytes, which is the same as long as the text is
 * ASCII.
 */
final class Frames {
    private final RecordParser parser;
    private final Handler<JsonObject> received;
    private boolean inBody;

    private Frames(NetSocket socket, Handler<JsonObject> received) {
        this.parser = RecordParser.newDelimited("#", socket);
        this.received = received;
    }

    /** Tells of each object that the socket receives. */
    static void read(NetSocket socket, Handler<JsonObject> received) {
        var frames = new Frames(socket, received);
        frames.parser.handler(frames::part);
    }

    static Buffer of(JsonObject object) {
        var json = object.toBuffer();
        return Buffer.buffer(json.length() + 8)
                .appendString(Integer.toString(json.length()))
                .appendString("#")
                .appendBuffer(json);
    }

    private void part(Buffer part) {
        if (inBody) {
            parser.delimitedMode("#");
            inBody = false;
            received.handle(part.toJsonObject());
        } else {
            parser.fixedSizeMode(Integer.parseInt(part.toString()));
            inBody = true;
        }
    }
}
