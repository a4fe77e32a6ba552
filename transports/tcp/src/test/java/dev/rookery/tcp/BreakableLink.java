package dev.rookery.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stands between clients and a server, passes on what they say, and can cut it off. */
final class BreakableLink implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Integer, CompletableFuture<Void>> accepted = new ConcurrentHashMap<>();

    private BreakableLink(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static BreakableLink to(int port) {
        try {
            var link = new BreakableLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                sockets.add(client);
                connect(client);
                whenAccepted(client.getPort()).complete(null);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pass(client, server));
            Thread.ofVirtual().start(() -> pass(server, client));
        } catch (IOException e) {
            reset(client); // nobody listens there
        }
    }

    private CompletableFuture<Void> whenAccepted(int clientPort) {
        return accepted.computeIfAbsent(clientPort, port -> new CompletableFuture<>());
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // either side has gone, and so the other
        } finally {
            sockets.remove(from);
        }
    }

    /** Resets all connections that were made before. */
    void cut() {
        try (var last = new Socket(InetAddress.getLoopbackAddress(), port())) {
            whenAccepted(last.getLocalPort()).orTimeout(10, TimeUnit.SECONDS).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }

    private void resetAll() {
        List.copyOf(sockets).forEach(this::reset);
    }

    private void reset(Socket socket) {
        sockets.remove(socket);
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            return; // closed meanwhile
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }
}
