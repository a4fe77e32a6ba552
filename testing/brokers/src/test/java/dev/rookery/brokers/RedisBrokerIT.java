package dev.rookery.brokers;

import static dev.rookery.brokers.BrokerContract.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RedisBrokerIT implements BrokerContract {

    @Override
    public BrokerBuilder<?> newBroker() {
        return RedisBroker.builder();
    }

    @Override
    public byte[] question() {
        return ascii("PING\r\n");
    }

    @Test
    void a_wrong_password_is_refused_and_the_right_one_is_not() throws IOException {
        try (var broker = RedisBroker.builder().password("secret").start()) {
            assertThat(ask(broker, "AUTH wrong", "PING")).contains("-WRONGPASS").contains("-NOAUTH");
            assertThat(ask(broker, "AUTH secret", "PING")).contains("+PONG");
        }
    }

    @Test
    void a_channel_can_be_forbidden() throws IOException {
        try (var broker = RedisBroker.builder()
                .user("alice", "on >secret ~* +@all resetchannels &public.*")
                .start()) {
            assertThat(ask(broker, "AUTH alice secret", "PUBLISH public.1 x")).contains(":0");
            assertThat(ask(broker, "AUTH alice secret", "PUBLISH secret.1 x")).contains("-NOPERM");
        }
    }

    private static String ask(Broker broker, String... commands) throws IOException {
        try (var socket = new Socket(broker.address().getAddress(), broker.port())) {
            socket.setSoTimeout(BrokerContract.READ_LIMIT_MILLIS);
            socket.getOutputStream().write(ascii(String.join("\r\n", commands) + "\r\nQUIT\r\n"));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
