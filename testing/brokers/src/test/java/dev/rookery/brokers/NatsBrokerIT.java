package dev.rookery.brokers;

import static dev.rookery.brokers.BrokerContract.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class NatsBrokerIT implements BrokerContract {

    @Override
    public BrokerBuilder<?> newBroker() {
        return NatsBroker.builder();
    }

    @Override
    public byte[] question() {
        return ascii("PING\r\n");
    }

    @Test
    void a_wrong_password_is_refused_and_the_right_one_is_not() throws IOException {
        try (var broker = NatsBroker.builder().user("alice", "secret").start()) {
            assertThat(connect(broker, "alice", "wrong")).contains("Authorization Violation");
            assertThat(connect(broker, "alice", "secret")).contains("PONG");
        }
    }

    @Test
    void a_subject_can_be_forbidden() throws IOException {
        try (var broker = NatsBroker.builder()
                .user("alice", "secret", "subscribe: { deny: \"forbidden\" }")
                .start()) {
            assertThat(connect(broker, "alice", "secret", "SUB forbidden 1")).contains("Permissions Violation");
        }
    }

    private static String connect(Broker broker, String user, String password, String... commands) throws IOException {
        try (var socket = new Socket(broker.address().getAddress(), broker.port())) {
            socket.setSoTimeout(BrokerContract.READ_LIMIT_MILLIS);
            var text = new StringBuilder(
                    "CONNECT {\"verbose\":false,\"user\":\"%s\",\"pass\":\"%s\"}\r\n".formatted(user, password));
            for (var command : commands) {
                text.append(command).append("\r\n");
            }
            socket.getOutputStream().write(ascii(text + "PING\r\n"));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
