package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.StartException;
import dev.rookery.transport.ConnectionStatus;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening the port, failing to, and losing it. */
final class ListenerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the tests call. */
    static final class Handlers {
        @MessagePattern("raw")
        Object raw(Object data) {
            return data;
        }
    }

    @AfterEach
    void no_thread_is_left() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("rookery-tcp")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_free_port_is_found_and_told_with_native_sockets_and_without(boolean nativeTransport) {
        try (var server = Services.serve(new Handlers(), options -> options.nativeTransport(nativeTransport));
                var client =
                        Services.client(Services.port(server), options -> options.nativeTransport(nativeTransport))) {
            assertThat(Services.port(server)).isPositive();
            assertThat(client.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
            assertThat(client.unwrap(Channel.class).getClass().getSimpleName())
                    .startsWith(
                            nativeTransport ? IoThreads.Kind.best(true).name().substring(0, 1) : "Nio");
        }
    }

    @Test
    void a_port_in_use_is_an_error_that_names_it_and_the_cure() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Services.serve(new Handlers(), options -> options.port(other.getLocalPort())))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("localhost:" + other.getLocalPort())
                    .hasMessageContaining("stop what listens there")
                    .hasMessageContaining("0 finds a free one");
        }
    }

    @Test
    void an_unknown_host_is_an_error_that_names_it() {
        assertThatThrownBy(() -> Services.serve(new Handlers(), options -> options.host("no-such-host.invalid")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the host no-such-host.invalid is unknown");
    }

    @Test
    void a_host_that_is_another_machine_is_an_error_that_says_so() {
        assertThatThrownBy(() -> Services.serve(new Handlers(), options -> options.host("192.0.2.1")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("a host of this machine");
    }

    @Test
    void a_lost_listening_socket_is_opened_again_on_the_same_port() {
        try (var server = Services.serve(new Handlers(), options -> options.startRetries(3))) {
            var port = Services.port(server);
            var statuses = new CopyOnWriteArrayList<String>();
            server.status().map(ConnectionStatus::name).subscribe(statuses::add);
            server.unwrap(ServerChannel.class).close().awaitUninterruptibly();
            await().untilAsserted(() -> assertThat(statuses).containsExactly("CONNECTED", "RECONNECTING", "CONNECTED"));
            try (var client = Services.client(port, options -> options)) {
                assertThat(client.request("raw", 1, Integer.class).block(PATIENCE))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_server_waits_for_a_port_that_becomes_free_if_it_is_told_to() {
        try (var first = Services.serve(new Handlers());
                var log = Log.open()) {
            var port = Services.port(first);
            var second = CompletableFuture.supplyAsync(() ->
                    Services.serve(new Handlers(), options -> options.port(port).startRetries(100)));
            await().untilAsserted(() ->
                    assertThat(log.lines()).anyMatch(line -> line.contains("in use") && line.contains("attempt 2")));
            first.stop(Duration.ZERO);

            try (var server = second.join();
                    var client = Services.client(server)) {
                assertThat(client.request("raw", 1, Integer.class).block(PATIENCE))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_lost_listening_socket_is_told_and_left_alone_by_default() {
        try (var server = Services.serve(new Handlers());
                var client = Services.client(server)) {
            client.connect().block(PATIENCE);
            var statuses = new CopyOnWriteArrayList<String>();
            server.status().map(ConnectionStatus::name).subscribe(statuses::add);
            server.unwrap(Channel.class).close().awaitUninterruptibly();
            await().untilAsserted(() -> assertThat(statuses).containsExactly("CONNECTED", "DISCONNECTED"));
            assertThat(client.request("raw", 1, Integer.class).block(PATIENCE))
                    .as("connections that were there go on")
                    .isEqualTo(1);
        }
    }

    @RepeatedTest(20)
    void a_server_that_stops_at_once_leaves_no_connection_open() {
        var server = Services.serve(new Handlers(), options -> options.ioThreads(2));
        try (var peer = RawPeer.connect(Services.port(server))) {
            peer.send("37#{\"pattern\":\"raw\",\"data\":\"D\",\"id\":\"1\"}").readFrame();
            server.stop(Duration.ZERO);
            assertThat(peer.readToEnd()).isEmpty();
        }
    }
}
