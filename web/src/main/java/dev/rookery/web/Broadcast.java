package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event for many clients, written once for all that are written to by one codec. Used by one thread. */
final class Broadcast {
    private final WsEvent event;
    private @Nullable PacketCodec codec;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    Broadcast(String event, @Nullable Object data) {
        this.event = new WsEvent(event, data);
    }

    void sendTo(Stream<WsClient> clients) {
        clients.forEach(client -> client.sendEvent(writtenBy(client.codec())));
    }

    private ByteBuffer writtenBy(PacketCodec wanted) {
        if (!wanted.equals(codec)) {
            bytes = ByteBuffer.wrap(Values.json(event, wanted)).asReadOnlyBuffer();
            codec = wanted;
        }
        return bytes;
    }
}
