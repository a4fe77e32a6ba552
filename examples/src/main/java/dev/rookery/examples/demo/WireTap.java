package dev.rookery.examples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Stands between a client and a service, or a broker, and shows what goes over the wire. */
final class WireTap implements Tap {
    private static final int SHOWN = 160;
    private static final int BACKLOG = 8;

    /** What a terminal could not show: line ends, lengths, and what is no text at all. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\x{FFFD}]");

    private final ServerSocket listener;
    private final URI target;
    private final Consumer<String> show;

    WireTap(URI target, Consumer<String> show) throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        this.target = target;
        this.show = show;
        Thread.ofVirtual().name("wire-tap").start(this::accept);
    }

    /** The target's address, but for where the tap listens. */
    @Override
    public URI address() {
        return URI.create(target.getScheme() + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** What goes is shown at once. */
    @Override
    public void show() {}

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var service = new Socket(target.getHost(), target.getPort());
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
            var text = UNSHOWABLE
                    .matcher(new String(buffer, 0, length, StandardCharsets.UTF_8))
                    .replaceAll("·");
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
