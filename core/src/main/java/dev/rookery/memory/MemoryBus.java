package dev.rookery.memory;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.transport.Outbound;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of one world, which take turns. */
final class MemoryBus {
    private final List<MemoryServer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    void add(MemoryServer server) {
        servers.add(server);
    }

    void remove(MemoryServer server) {
        servers.remove(server);
    }

    void requireServer() {
        if (servers.isEmpty()) {
            throw noServer();
        }
    }

    /** The next of those that have a handler for the message; of all where none has one, so that somebody says so. */
    MemoryServer next(Outbound message, boolean event) {
        var present = List.copyOf(servers);
        if (present.size() > 1) {
            var takers = present.stream()
                    .filter(server -> server.takes(message, event))
                    .toList();
            present = takers.isEmpty() ? present : takers;
        }
        if (present.isEmpty()) {
            throw noServer();
        }
        return present.get(Math.floorMod(turn.getAndIncrement(), present.size()));
    }

    private static ConnectionRefusedException noServer() {
        return new ConnectionRefusedException(
                "No service listens in memory: start one with the same InMemoryTransporter object");
    }
}
