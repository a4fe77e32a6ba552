package dev.rookery.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client at a gateway that says what no client should. */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x81;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int PONG = 0x8A;

    private final Socket socket;
    private final InputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawSocket at(OpenDoor door, String path) throws IOException {
        var raw = new RawSocket(door.connection());
        raw.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Protocol: one, two\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return raw;
    }

    /** The head of the answer to the handshake, in lower case. */
    String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(octet());
        }
        return head.toString(StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a frame, masked with zeros. */
    void frame(int firstByte, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(new byte[4]);
            for (var shift = 24; shift >= 0; shift -= 8) {
                frame.write(payload.length >> shift);
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        send(frame.toByteArray());
    }

    void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A frame as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Came(int firstByte, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    Came next() throws IOException {
        var first = octet();
        var length = octet();
        if (length == 126) {
            length = (octet() << 8) | octet();
        } else if (length == 127) {
            length = 0;
            for (var index = 0; index < 8; index++) {
                length = (length << 8) | octet();
            }
        }
        var payload = in.readNBytes(length);
        return new Came(first, payload);
    }

    /** The code with which the service closes, whatever comes before. */
    int closed() throws IOException {
        var came = next();
        while (came.firstByte() != CLOSE) {
            came = next();
        }
        return came.closeCode();
    }

    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private int octet() throws IOException {
        var octet = in.read();
        if (octet < 0) {
            throw new EOFException("The connection was closed");
        }
        return octet;
    }

    static byte[] bytes(int... octets) {
        var bytes = new byte[octets.length];
        for (var index = 0; index < octets.length; index++) {
            bytes[index] = (byte) octets[index];
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
