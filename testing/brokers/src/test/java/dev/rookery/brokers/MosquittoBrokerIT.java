package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MosquittoBrokerIT implements BrokerContract {
    private static final int ACCEPTED = 0;
    private static final int NOT_AUTHORIZED = 5;

    @Override
    public BrokerBuilder<?> newBroker() {
        return MosquittoBroker.builder();
    }

    @Override
    public byte[] question() {
        return connectPacket("", "");
    }

    @Test
    void a_wrong_password_is_refused_and_the_right_one_is_not() throws IOException {
        try (var broker = MosquittoBroker.builder().user("alice", "secret").start()) {
            assertThat(connect(broker, "alice", "wrong").code()).isEqualTo(NOT_AUTHORIZED);
            assertThat(connect(broker, "alice", "secret").code()).isEqualTo(ACCEPTED);
            assertThat(connect(broker, "", "").code()).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void a_topic_can_be_forbidden() throws IOException {
        try (var broker = MosquittoBroker.builder()
                .user("alice", "secret")
                .access("user alice", "topic readwrite public/#")
                .start()) {
            var alice = connect(broker, "alice", "secret");
            alice.subscribe("#");
            alice.publish("secret/1");
            alice.publish("public/1");
            assertThat(alice.nextTopic()).isEqualTo("public/1");
        }
    }

    private record Connection(Socket socket, int code) {
        void subscribe(String topic) throws IOException {
            var body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {0, 1});
            writeText(body, topic);
            body.write(0);
            socket.getOutputStream().write(packet(0x82, body));
            socket.getInputStream().readNBytes(5);
        }

        void publish(String topic) throws IOException {
            var body = new ByteArrayOutputStream();
            writeText(body, topic);
            socket.getOutputStream().write(packet(0x30, body));
        }

        String nextTopic() throws IOException {
            var head = socket.getInputStream().readNBytes(4);
            return new String(socket.getInputStream().readNBytes(head[3]), StandardCharsets.US_ASCII);
        }
    }

    private static Connection connect(Broker broker, String user, String password) throws IOException {
        var socket = new Socket(broker.address().getAddress(), broker.port());
        socket.setSoTimeout(BrokerContract.READ_LIMIT_MILLIS);
        socket.getOutputStream().write(connectPacket(user, password));
        return new Connection(socket, socket.getInputStream().readNBytes(4)[3]);
    }

    /** MQTT 3.1.1, a clean session without a name. */
    private static byte[] connectPacket(String user, String password) {
        var body = new ByteArrayOutputStream();
        writeText(body, "MQTT");
        body.writeBytes(new byte[] {4, (byte) (user.isEmpty() ? 0x02 : 0xc2), 0, 60});
        writeText(body, "");
        if (!user.isEmpty()) {
            writeText(body, user);
            writeText(body, password);
        }
        return packet(0x10, body);
    }

    private static void writeText(ByteArrayOutputStream body, String text) {
        body.write(text.length() >> 8);
        body.write(text.length());
        body.writeBytes(BrokerContract.ascii(text));
    }

    private static byte[] packet(int type, ByteArrayOutputStream body) {
        var packet = new ByteArrayOutputStream();
        packet.write(type);
        packet.write(body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }
}
