package dev.rookery.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.brokers.NatsBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as people start it, on what the build has just made. */
final class DemoIT {
    private static final Pattern BROKER = Pattern.compile("on (\\w+://127\\.0\\.0\\.1:\\d+)$", Pattern.MULTILINE);

    private final DemoProcess demo = new DemoProcess();

    @AfterEach
    void end() throws Exception {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource({"tcp, 7", "redis, 7", "nats, 7", "mqtt, 7", "rabbitmq, 7", "kafka, 6"})
    void it_shows_the_same_steps_on_every_transport_but_for_a_pattern_that_is_no_topic(String transport, int steps)
            throws Exception {
        assertThat(demo.run("--transport", transport)).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("[3, 2, 1]", "[User[name=Ada]]", "OUT_OF_STOCK", "timed out", "ended with 0")
                .contains(steps + " of " + steps + " steps")
                .contains("    → ", "    ← ");
        assertItsBrokerHasEnded();
    }

    @Test
    void it_uses_the_broker_that_it_is_told() throws Exception {
        try (Broker broker = NatsBroker.start()) {
            assertThat(demo.run("--transport", "nats", "--broker", broker.url()))
                    .as(demo.output())
                    .isZero();
            assertThat(demo.output()).contains("ready on " + broker.url()).doesNotContain("the broker, a process");
            assertThat(broker.isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"tcp, TERM", "redis, TERM", "nats, INT", "mqtt, TERM", "mqtt, INT", "rabbitmq, TERM", "kafka, INT"})
    void a_service_that_is_kept_up_ends_by_a_signal_and_its_broker_with_it(String transport, String signal)
            throws Exception {
        demo.start(
                transport.equals("tcp")
                        ? new String[] {"--serve", "--port", "0"}
                        : new String[] {"--serve", "--transport", transport});
        demo.awaitOutput("client.send(");
        demo.signal(signal);
        assertThat(demo.awaitEnd()).as(demo.output()).isZero();
        assertItsBrokerHasEnded();
    }

    @Test
    void a_show_that_is_broken_off_ends_its_broker() throws Exception {
        demo.start("--transport", "nats");
        demo.awaitOutput("the client, in another");
        demo.signal("TERM");
        assertThat(demo.awaitEnd()).as(demo.output()).isEqualTo(128 + 15);
        assertItsBrokerHasEnded();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --transport foo                                   | --transport foo is unknown (expected: tcp, redis, nats, mqtt, rabbitmq or kafka)
            --transport                                       | --transport wants a name
            --broker nats://localhost:4222                    | --broker nats://localhost:4222 needs to know what speaks there
            --transport tcp --broker nats://localhost:4222    | --broker nats://localhost:4222 goes with a broker
            --transport nats --broker redis://localhost:6379  | is no address for nats (expected: nats://host:port
            --transport nats --broker localhost               | is no address for nats (expected: nats://host:port
            --transport nats --serve --port 3000              | --port 3000 goes with TCP alone
            --serve --port 70000                              | --port 70000 is no port (expected: 0 to 65535)
            --port 3000                                       | --port 3000 goes with --serve
            --gateway --transport mqtt                        | --transport mqtt goes without --gateway, which is on NATS
            --gateway --serve                                 | --serve goes without --gateway
            --gateway --broker redis://localhost:6379         | is no address for nats (expected: nats://host:port
            --transprot nats                                  | unknown argument --transprot
            """)
    void wrong_arguments_are_an_error_in_one_line(String arguments, String said) throws Exception {
        assertThat(demo.run(arguments.split(" +"))).as(demo.output()).isEqualTo(2);
        assertThat(demo.output().lines())
                .singleElement()
                .asString()
                .startsWith("demo: ")
                .contains(said);
    }

    @Test
    void a_broker_that_is_not_there_is_an_error_in_one_line() throws Exception {
        var nobody = "nats://127.0.0.1:" + FreePort.find();
        assertThat(demo.run("--transport", "nats", "--broker", nobody)).isEqualTo(1);
        assertThat(demo.output().lines())
                .singleElement()
                .asString()
                .contains(nobody + " does not answer (expected: a broker that listens there): start it");
    }

    /** Of a broker that somebody else runs, nothing is said. */
    private void assertItsBrokerHasEnded() {
        var broker = BROKER.matcher(demo.output());
        if (broker.find()) {
            var address = URI.create(broker.group(1));
            assertThat(listens(address.getPort())).as(address.toString()).isFalse();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
