package dev.rookery.memory;

import dev.rookery.error.ConnectionRefusedException;
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

    MemoryServer next() {
        var present = servers.toArray(MemoryServer[]::new);
        if (present.length == 0) {
            throw new ConnectionRefusedException(
                    "No service listens in memory: start one with the same InMemoryTransporter object");
        }
        return present[Math.floorMod(turn.getAndIncrement(), present.length)];
    }
}
