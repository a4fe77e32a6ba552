package dev.rookery.tcp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a server takes messages at all. Only connections that had something to read while it did not are woken. */
final class Intake {
    private final Set<ServerConnection> held = ConcurrentHashMap.newKeySet();
    private volatile boolean paused;

    boolean isPaused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        for (var connection : held) {
            wake(connection);
        }
    }

    /** A connection stops; it is woken later, or at once if intake was resumed meanwhile. */
    void hold(ServerConnection connection) {
        held.add(connection);
        if (!paused) {
            wake(connection);
        }
    }

    private void wake(ServerConnection connection) {
        if (held.remove(connection)) {
            connection.resumeSoon();
        }
    }

    void forget(ServerConnection connection) {
        held.remove(connection);
    }
}
