package dev.rookery.codec;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Packets as a deserializer gives them. */
final class PacketTree {
    private static final Set<String> REPLY_MEMBERS = Set.of("id", "err", "response", "isDisposed", "status");

    private PacketTree() {}

    static IncomingRequest request(Map<String, @Nullable Object> packet, JsonBinder binder) {
        return new IncomingRequest(
                text(packet, "pattern", binder),
                body(packet, "data", binder),
                text(packet, "id", binder),
                body(packet, "metadata", binder));
    }

    static IncomingReply reply(Map<String, @Nullable Object> packet, JsonBinder binder) {
        var id = packet.get("id") instanceof String text ? text : null;
        if (!REPLY_MEMBERS.containsAll(packet.keySet())) {
            return new IncomingReply(id, new TreeBody(binder, packet), Body.absent(), true, false);
        }
        var error = isFalsy(packet.get("err")) ? Body.absent() : body(packet, "err", binder);
        var noHandler = "error".equals(packet.get("status")) && packet.get("err") instanceof String;
        return new IncomingReply(
                id,
                body(packet, "response", binder),
                error,
                !isFalsy(packet.get("isDisposed")) || !error.isAbsent(),
                noHandler && !error.isAbsent());
    }

    private static boolean isFalsy(@Nullable Object value) {
        return value == null
                || value.equals(false)
                || value.equals("")
                || (value instanceof Number number && number.doubleValue() == 0);
    }

    private static Body body(Map<String, @Nullable Object> packet, String name, JsonBinder binder) {
        return packet.containsKey(name) ? new TreeBody(binder, packet.get(name)) : Body.absent();
    }

    private static @Nullable String text(Map<String, @Nullable Object> packet, String name, JsonBinder binder) {
        return packet.containsKey(name) ? binder.json(packet.get(name)) : null;
    }
}
