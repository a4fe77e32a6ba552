package dev.rookery.examples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Stands between a client and a service and shows what goes over the wire. */
final class WireTap implements AutoCloseable {
    private static final int SHOWN = 160;

    private final ServerSocket listener;
    private final int target;
    private final Consumer<String> show;

    WireTap(int target, Consumer<String> show) throws IOException {
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.target = target;
        this.show = show;
        Thread.ofVirtual().name("wire-tap").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var service = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().name("wire-tap-out").start(() -> copy(client, service, "    → "));
                Thread.ofVirtual().name("wire-tap-in").start(() -> copy(service, client, "    ← "));
            }
        } catch (IOException end) {
            requireClosed(end, listener.isClosed());
        }
    }

    private void copy(Socket from, Socket to, String arrow) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), arrow);
        } catch (IOException end) {
            requireClosed(end, from.isClosed() || to.isClosed());
        }
    }

    /** Sockets fail when the other way has closed them, which is how the show ends; at any other time it is an error. */
    private static void requireClosed(IOException end, boolean closed) {
        if (!closed) {
            throw new UncheckedIOException(end);
        }
    }

    private void copy(InputStream in, OutputStream out, String arrow) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            var text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            show.accept(arrow + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…"));
            out.write(buffer, 0, length);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
