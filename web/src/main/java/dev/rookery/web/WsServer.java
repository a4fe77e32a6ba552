package dev.rookery.web;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one path, all of them or those in a room. What is sent is written as JSON once, for however many. Nothing here blocks; safe for use by
 * several threads.
 *
 * <p>It knows the clients of this process. Those of replicas are reached by a message to all of these, as an event over a transport.
 */
public final class WsServer {
    private final String path;
    private final Set<WsClient> clients = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<WsClient>> rooms = new ConcurrentHashMap<>();

    WsServer(String path) {
        this.path = path;
    }

    /**
     * The path at which its clients connect.
     *
     * @return as {@code /live}
     */
    public String path() {
        return path;
    }

    /**
     * Sends an event to all clients.
     *
     * @param event its name
     * @param data anything that can be written as JSON; null is sent as null
     * @throws dev.rookery.error.UnserializableValueException if there is a client, and the data cannot be written
     */
    public void emit(String event, @Nullable Object data) {
        new Broadcast(event, data).sendTo(clients.stream());
    }

    /**
     * The clients in a room, now and whenever something is sent there.
     *
     * @param room the name of the room, which need not have anyone in it
     * @return the room
     */
    public WsRoom to(String room) {
        return new WsRoom(this, Set.of(room), Set.of());
    }

    /**
     * The same as {@link #to}.
     *
     * @param room the name of the room
     * @return the room
     */
    public WsRoom in(String room) {
        return to(room);
    }

    /**
     * The clients that are connected.
     *
     * @return a view that changes with them
     */
    public Set<WsClient> clients() {
        return Collections.unmodifiableSet(clients);
    }

    /**
     * How many clients are connected.
     *
     * @return their number
     */
    public int count() {
        return clients.size();
    }

    /**
     * The rooms that have somebody in them.
     *
     * @return a view that changes with them
     */
    public Set<String> rooms() {
        return Collections.unmodifiableSet(rooms.keySet());
    }

    Stream<WsClient> in(Set<String> names) {
        var all = names.stream().flatMap(name -> rooms.getOrDefault(name, Set.of()).stream());
        return names.size() == 1 ? all : all.distinct();
    }

    void add(WsClient client) {
        clients.add(client);
    }

    void remove(WsClient client) {
        clients.remove(client);
    }

    void enter(String room, WsClient client) {
        rooms.compute(room, (_, known) -> {
            var members = known == null ? ConcurrentHashMap.<WsClient>newKeySet() : known;
            members.add(client);
            return members;
        });
    }

    void exit(String room, WsClient client) {
        rooms.computeIfPresent(room, (_, members) -> {
            members.remove(client);
            return members.isEmpty() ? null : members;
        });
    }

    @Override
    public String toString() {
        return "WsServer[" + path + ", " + count() + " clients]";
    }
}
