package dev.rookery.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request over a connection of its own, for what need not be fast to ask. */
public final class Ask {
    private static final int LONGEST_WAIT_MILLIS = 10_000;

    private Ask() {}

    /**
     * Asks a service that speaks Nest's frame. Blocks.
     *
     * @param port where it listens, on this machine
     * @param request what to ask
     * @return the first frame of the reply, as JSON
     * @throws IOException if there is none within 10 s
     */
    public static String once(int port, Request request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            socket.getOutputStream().write(request.bytes());
            var input = socket.getInputStream();
            var length = 0;
            for (var octet = input.read(); octet != '#'; octet = input.read()) {
                if (octet < 0) {
                    throw new EOFException("the service closed the connection");
                }
                length = length * 10 + octet - '0';
            }
            return new String(input.readNBytes(length), StandardCharsets.US_ASCII);
        }
    }
}
