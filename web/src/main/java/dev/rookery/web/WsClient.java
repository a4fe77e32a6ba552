package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.InvalidOptionException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;

/**
 * A client that is connected to a gateway, from {@link OnGatewayConnection} to {@link OnGatewayDisconnect}. Nothing here blocks; what is sent to one that has
 * gone is lost without a word. Safe for use by several threads.
 */
public final class WsClient {
    private static final int NORMAL = 1_000;
    private static final int MAX_REASON_BYTES = 123;

    private final String id = UUID.randomUUID().toString();
    private final WsServer server;
    private final RequestHead head;
    private final PacketCodec codec;
    private final CoreSession session;
    private final SocketOutbox outbox;
    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();
    // guarded by this
    private Set<String> rooms = Set.of();
    private boolean gone;

    WsClient(WsServer server, RequestHead head, PacketCodec codec, CoreSession session, SocketOutbox outbox) {
        this.server = server;
        this.head = head;
        this.codec = codec;
        this.session = session;
        this.outbox = outbox;
    }

    /**
     * What tells it from all others.
     *
     * @return a random text
     */
    public String id() {
        return id;
    }

    /**
     * Sends an event, {@code {"event":…,"data":…}}.
     *
     * @param event its name
     * @param data anything that can be written as JSON; null is sent as null
     * @throws dev.rookery.error.UnserializableValueException if the data cannot be written
     */
    public void emit(String event, @Nullable Object data) {
        send(new WsEvent(event, data));
    }

    /**
     * Sends a value as its JSON.
     *
     * @param value anything that can be written as JSON
     * @throws dev.rookery.error.UnserializableValueException if it cannot be written
     */
    public void send(Object value) {
        Objects.requireNonNull(value, "value");
        sendEvent(ByteBuffer.wrap(Values.json(value, codec)));
    }

    /** Sends what is written already, and is not changed. */
    void sendEvent(ByteBuffer json) {
        outbox.event(json);
    }

    /**
     * Enters a room. Does nothing if it is there, or has gone.
     *
     * @param room the name of the room, which exists as long as somebody is in it
     */
    public synchronized void join(String room) {
        if (gone) {
            return;
        }
        if (rooms.isEmpty()) {
            rooms = new HashSet<>(4); // most are in none
        }
        if (rooms.add(room)) {
            server.enter(room, this);
        }
    }

    /**
     * Leaves a room. Does nothing if it is not there.
     *
     * @param room the name of the room
     */
    public synchronized void leave(String room) {
        if (rooms.contains(room)) {
            rooms.remove(room);
            server.exit(room, this);
        }
    }

    /**
     * The rooms that it is in.
     *
     * @return their names, as they are now
     */
    public synchronized Set<String> rooms() {
        return Set.copyOf(rooms);
    }

    /** It has gone: it leaves its rooms, and enters none any more. */
    synchronized void depart() {
        gone = true;
        rooms.forEach(room -> server.exit(room, this));
        rooms = Set.of();
        server.remove(this);
    }

    /** Closes the connection in the normal way, with 1000. What was sent before still goes out. */
    public void close() {
        close(NORMAL, "");
    }

    /**
     * Closes the connection. Only after 1000, 1001 and 3000 to 4999 what was sent before still goes out.
     *
     * @param code what the client is told, of those that RFC 6455 lets be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999
     * @param reason a text of 123 bytes at most
     * @throws InvalidOptionException if it is no such code, or too long a text
     */
    public void close(int code, String reason) {
        if (!CloseStatus.isTransmittableStatusCode(code)) {
            throw new InvalidOptionException("code", code, "1000 to 1003, 1007 to 1014, or 3000 to 4999");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            throw new InvalidOptionException("reason", reason, "at most " + MAX_REASON_BYTES + " bytes in UTF-8");
        }
        outbox.close(code, reason);
    }

    /**
     * Whether something can be sent to it.
     *
     * @return false as soon as either side has closed the connection, or it was lost
     */
    public boolean isOpen() {
        return outbox.isOpen();
    }

    /**
     * How many events it did not get, since too much waited for it already.
     *
     * @return their number; always 0 with {@link SlowReader#CLOSE}
     */
    public long dropped() {
        return outbox.dropped();
    }

    // ---- the request that opened the connection ----

    /**
     * The path of the request that opened the connection, as it came.
     *
     * @return the path, without the query
     */
    public String path() {
        return head.path();
    }

    /**
     * The query of the request that opened the connection, decoded.
     *
     * @return names, each with its values in order; empty if there is none
     */
    public Map<String, List<String>> query() {
        return head.query();
    }

    /**
     * The first value of a parameter of the query.
     *
     * @param name its name
     * @return the value, if it is there
     */
    public Optional<String> query(String name) {
        return head.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The headers of the request that opened the connection.
     *
     * @return names in lower case and values; several values of a name are joined by commas
     */
    public Map<String, String> headers() {
        return head.headers();
    }

    /**
     * A header of the request that opened the connection.
     *
     * @param name its name, in any case
     * @return the value, if it is there
     */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /**
     * The cookies of the request that opened the connection.
     *
     * @return names and values; of several with one name, the first
     */
    public Map<String, String> cookies() {
        return head.cookies();
    }

    /**
     * The other end of the connection, which may be a proxy.
     *
     * @return the address
     */
    public SocketAddress remoteAddress() {
        return head.remoteAddress();
    }

    /**
     * What an application wants to remember of the client: who it is, for one thing.
     *
     * @return a map of this client's own, empty at first
     */
    public ConcurrentMap<String, Object> attributes() {
        return attributes;
    }

    /**
     * Jetty's own object.
     *
     * @param driverType {@link CoreSession}
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if it is another type
     */
    public <T> T unwrap(Class<T> driverType) {
        if (driverType.isInstance(session)) {
            return driverType.cast(session);
        }
        throw new IllegalArgumentException("A client of WebSocket has no " + driverType.getName() + " (expected: "
                + CoreSession.class.getName() + ")");
    }

    PacketCodec codec() {
        return codec;
    }

    @Override
    public String toString() {
        return "WsClient[" + id + " at " + server.path() + "]";
    }
}
