package dev.rookery.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A peer that writes and reads bytes. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    RawPeer(Socket socket) {
        this.socket = socket;
    }

    static RawPeer connect(int port) {
        try {
            var socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawPeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    RawPeer send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawPeer send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads as many bytes as the text has. */
    String read(int bytes) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a frame, without its length. */
    String readFrame() {
        var length = new StringBuilder();
        for (var digit = read(1); !digit.equals("#"); digit = read(1)) {
            if (digit.isEmpty()) {
                throw new IllegalStateException("closed after " + length);
            }
            length.append(digit);
        }
        return read(Integer.parseInt(length.toString()));
    }

    /** Reads what comes until the server closes, however it does so. */
    String readToEnd() {
        var read = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getInputStream().transferTo(read);
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("still open after " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException reset) {
            read.writeBytes(new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Whether nothing comes for a while, not even the end. */
    boolean isSilentFor(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    RawPeer endOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
