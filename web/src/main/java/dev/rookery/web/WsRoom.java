package dev.rookery.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clients in one room or several, by the names of these; who is in more than one is meant once. Immutable; nothing blocks. */
public final class WsRoom {
    private final WsServer server;
    private final Set<String> rooms;
    private final Set<WsClient> excepted;

    WsRoom(WsServer server, Set<String> rooms, Set<WsClient> excepted) {
        this.server = server;
        this.rooms = rooms;
        this.excepted = excepted;
    }

    /**
     * Those in another room too.
     *
     * @param room the name of the room
     * @return a room of both
     */
    public WsRoom to(String room) {
        return new WsRoom(server, with(rooms, room), excepted);
    }

    /**
     * All but one, such as the client whose event is passed on.
     *
     * @param client who is left out
     * @return a room without it
     */
    public WsRoom except(WsClient client) {
        return new WsRoom(server, rooms, with(excepted, client));
    }

    private static <T> Set<T> with(Set<T> known, T added) {
        var more = new LinkedHashSet<>(known);
        more.add(added);
        return more;
    }

    /**
     * Sends an event to the clients that are in it now.
     *
     * @param event its name
     * @param data anything that can be written as JSON; null is sent as null
     * @throws dev.rookery.error.UnserializableValueException if there is a client, and the data cannot be written
     */
    public void emit(String event, @Nullable Object data) {
        new Broadcast(event, data).sendTo(members());
    }

    /**
     * The clients that are in it now.
     *
     * @return a copy
     */
    public Set<WsClient> clients() {
        return members().collect(Collectors.toUnmodifiableSet());
    }

    private Stream<WsClient> members() {
        var members = server.in(rooms);
        return excepted.isEmpty() ? members : members.filter(client -> !excepted.contains(client));
    }
}
