package dev.rookery.brokers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a broker on which the first connections that say something break just then. Used by one thread. */
public final class CutAtWord implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final String word;
    private final AtomicInteger cutsLeft;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen, on a free port of the loopback interface.
     *
     * @param target where the broker is
     * @param word what ends a connection; has to come in one piece
     * @param cuts how many connections it ends; those after them go through
     * @throws IOException if it cannot listen
     */
    public CutAtWord(InetSocketAddress target, String word, int cuts) throws IOException {
        this.target = target;
        this.word = word;
        this.cutsLeft = new AtomicInteger(cuts);
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cut-accept").start(this::accept);
    }

    /**
     * Where to connect to.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var near = listener.accept();
                var far = new Socket(target.getAddress(), target.getPort());
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().name("cut-pass").start(() -> pass(near, far));
                Thread.ofVirtual().name("cut-pass").start(() -> pass(far, near));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void pass(Socket from, Socket to) {
        var bytes = new byte[8_192];
        try (from;
                to) {
            for (var read = 0; read >= 0; read = from.getInputStream().read(bytes)) {
                if (new String(bytes, 0, read, ISO_8859_1).contains(word) && cutsLeft.getAndDecrement() > 0) {
                    return;
                }
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException broken) {
            // the other end is closed with this one
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var end : ends) {
            end.close();
        }
    }
}
