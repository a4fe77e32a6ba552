package dev.rookery.web;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where HTTP and WebSocket meet on one port: each has a server of its own, and core makes one after the other. Made once for each door and application; safe
 * for use by several threads.
 */
final class SocketEntrance {
    private volatile @Nullable HttpServer port;
    private volatile @Nullable SocketServer sockets;

    void at(HttpServer server) {
        port = server;
    }

    void to(SocketServer server) {
        sockets = server;
    }

    /** Who listens, for both. */
    HttpServer port() {
        var known = port;
        if (known == null) {
            throw new IllegalStateException("The door has no port yet");
        }
        return known;
    }

    Optional<SocketServer> sockets() {
        return Optional.ofNullable(sockets);
    }

    /** Closes all sockets, before the port does. */
    void close(Duration grace) {
        sockets().ifPresent(server -> server.closeSockets(grace));
    }
}
