package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rookery.brokers.Broker;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** Asks to become a member of a group under our assignor's name, with metadata that no Java client can read, and then says nothing any more. */
final class Unreadable implements AutoCloseable {
    private static final int JOIN_GROUP = 11;
    private static final int VERSION = 3;
    private static final int PATIENCE_MILLIS = 3_000;

    private final Socket socket;

    private Unreadable(Socket socket) {
        this.socket = socket;
    }

    static Unreadable join(Broker broker, String group) throws IOException {
        var request = new ByteArrayOutputStream();
        var out = new DataOutputStream(request);
        out.writeShort(JOIN_GROUP);
        out.writeShort(VERSION);
        out.writeInt(1);
        text(out, "unreadable");
        text(out, group);
        out.writeInt(PATIENCE_MILLIS);
        out.writeInt(PATIENCE_MILLIS);
        text(out, "");
        text(out, "consumer");
        out.writeInt(1);
        text(out, "RoundRobinAssigner");
        out.writeInt(3);
        out.write(new byte[] {0, 1, 127});
        var socket = new Socket(broker.address().getAddress(), broker.port());
        var framed = new DataOutputStream(socket.getOutputStream());
        framed.writeInt(request.size());
        framed.write(request.toByteArray());
        framed.flush();
        return new Unreadable(socket);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeShort(text.length());
        out.write(text.getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
