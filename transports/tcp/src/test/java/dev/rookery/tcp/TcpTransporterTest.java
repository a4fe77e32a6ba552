package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Capability;
import dev.rookery.transport.DefaultTransporter;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, and what they refuse. */
final class TcpTransporterTest {

    @Test
    void without_options_it_is_localhost_3000_as_in_nest() {
        var options = TcpTransporter.builder().build().options();
        assertThat(options.host()).isEqualTo("localhost");
        assertThat(options.port()).isEqualTo(3000);
        assertThat(options.maxFrameBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(options.partialFrameTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.tls()).isNull();
    }

    @Test
    void it_is_the_default_transporter() {
        assertThat(DefaultTransporter.load()).hasToString("tcp localhost:3000");
    }

    @Test
    void it_says_what_tcp_can_do() {
        var transporter = TcpTransporter.of(TcpTransporter.builder().build().options());
        assertThat(transporter.id()).isEqualTo("tcp");
        assertThat(transporter.contextType()).isEqualTo(TcpContext.class);
        assertThat(transporter.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.REQUEST,
                        Capability.EVENT,
                        Capability.DEMAND,
                        Capability.PAUSE,
                        Capability.NO_LISTENER_KNOWN);
    }

    @Test
    void several_addresses_are_read() {
        var transporter = TcpTransporter.builder()
                .addresses("one:1", "127.0.0.1:2", "[::1]:3")
                .build();
        assertThat(transporter).hasToString("tcp one:1, 127.0.0.1:2, [::1]:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":3000", "host:abc", "host:70000", "::1:3000", "host:-1"})
    void what_is_no_address_is_refused(String address) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> TcpTransporter.builder().addresses(address))
                .withMessageStartingWith("addresses: ")
                .withMessageContaining("(expected: ");
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                wrong("host: \" \" (expected: a name or an address)", options -> options.host(" ")),
                wrong("port: -1 (expected: from 0 to 65535, where 0", options -> options.port(-1)),
                wrong("port: 65536 (expected: from 0 to 65535, where 0", options -> options.port(65_536)),
                wrong("startRetries: -1 (expected: >= 0", options -> options.startRetries(-1)),
                wrong("maxFrameBytes: 0 (expected: from 1 to 1073741824)", options -> options.maxFrameBytes(0)),
                wrong(
                        "partialFrameTimeout: PT-1S (expected: >= 0",
                        options -> options.partialFrameTimeout(Duration.ofSeconds(-1))),
                wrong("maxUnsentBytes: 0 (expected: >= 1)", options -> options.maxUnsentBytes(0)),
                wrong("idleTimeout: PT-1S (expected: >= 0", options -> options.idleTimeout(Duration.ofSeconds(-1))),
                wrong("maxConnections: 0 (expected: >= 1)", options -> options.maxConnections(0)),
                wrong("connectTimeout: PT0S (expected: from 1 ms", options -> options.connectTimeout(Duration.ZERO)),
                wrong("maxWaitingMessages: -1 (expected: >= 0, where 0", options -> options.maxWaitingMessages(-1)),
                wrong("ioThreads: -1 (expected: from 0 to 1024", options -> options.ioThreads(-1)),
                wrong(
                        "keepAlive.idle: PT0.5S (expected: whole seconds",
                        options ->
                                options.keepAlive(new TcpKeepAlive(Duration.ofMillis(500), Duration.ofSeconds(1), 1))),
                wrong(
                        "keepAlive.probes: 0 (expected: from 1 to 127)",
                        options ->
                                options.keepAlive(new TcpKeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1), 0))));
    }

    private static Arguments wrong(String message, UnaryOperator<TcpTransporter.Builder> set) {
        return Arguments.of(message, set);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOptions")
    void a_wrong_option_is_named_with_its_value_and_what_was_expected(
            String message, UnaryOperator<TcpTransporter.Builder> set) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> set.apply(TcpTransporter.builder()).build())
                .withMessageStartingWith(message);
    }

    @Test
    void preloading_opens_nothing_and_may_be_done_again() {
        var transporter = TcpTransporter.builder().build();

        transporter.preload();
        transporter.preload();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("rookery-tcp"));
    }
}
