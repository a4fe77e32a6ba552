package dev.rookery.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stretch of network on the loopback interface that a test can break: it passes bytes between clients and one address. For fixtures that
 * implement {@link TransportFixture#cutConnections()}. Safe for use by several threads.
 */
public final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen on a free port of the loopback interface.
     *
     * @param target where bytes are passed on to
     */
    public Relay(InetSocketAddress target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /**
     * Where clients connect to.
     *
     * @return a port of the loopback interface
     */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection on both of its sides. New ones are accepted. */
    public void cut() {
        ends.forEach(Relay::reset);
    }

    /** Cuts, and accepts no more. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        var far = new Socket();
        ends.add(near);
        ends.add(far);
        start(() -> {
            try {
                near.setTcpNoDelay(true); // it is to break connections, not to slow them
                far.setTcpNoDelay(true);
                far.connect(target);
                start(() -> pass(far, near));
                pass(near, far);
            } catch (IOException unreachable) {
                end(near, far);
            }
        });
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        reset(one);
        reset(other);
        ends.remove(one);
        ends.remove(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            return;
        }
    }

    private static void start(Runnable task) {
        Thread.ofVirtual().name("relay").start(task);
    }
}
