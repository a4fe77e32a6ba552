package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to RabbitMQ, with certificates on one side or both. The broker's is for {@code localhost}, and not for its number. */
final class RmqTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("broker", "localhost");
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted_and_to_nobody_else() throws Exception {
        var broker = open(RabbitBroker.builder()
                .tls(identity.certificate(), identity.key())
                .start());
        var trusting = transport(broker, "localhost").tls(trusting());
        serve(trusting);

        assertThat(client(trusting).request("echo", 1, Integer.class).block(WAIT))
                .isEqualTo(1);
        refuses(transport(broker, "localhost"), "which authorities are trusted");
        refuses(transport(broker, "127.0.0.1").tls(trusting()), "for which host the certificate is");
        var careless = transport(broker, "127.0.0.1")
                .tls(Tls.builder()
                        .trust(authority.certificate())
                        .verifyHostname(false)
                        .build());
        assertThat(client(careless).request("echo", 2, Integer.class).block(WAIT))
                .isEqualTo(2);
        refuses(
                RmqTransporter.builder()
                        .url("amqp://localhost:" + broker.port())
                        .queue("tls")
                        .connectTimeout(Duration.ofSeconds(5)),
                "check the url");
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = authority.issue("client");
        var foreign = new TestAuthority(folder.resolve("foreign")).issue("client");
        var broker = open(RabbitBroker.builder()
                .tls(identity.certificate(), identity.key(), authority.certificate())
                .start());
        var known = transport(broker, "localhost").tls(trusting(own));
        serve(known);

        assertThat(client(known).request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
        refuses(transport(broker, "localhost").tls(trusting()), "TLS failed");
        refuses(transport(broker, "localhost").tls(trusting(foreign)), "TLS failed");
    }

    /** In TLS 1.3 the caller has shaken hands before the broker looks at its certificate; a reset on the way then hides the alert that says why. */
    @Test
    void a_connection_that_is_cut_before_the_broker_says_a_word_may_be_one_that_it_does_not_trust() throws IOException {
        try (var broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> shakeHandsAndBreakOff(broker));
            refuses(
                    RmqTransporter.builder()
                            .url("amqps://localhost:" + broker.getLocalPort())
                            .queue("tls")
                            .tls(trusting()),
                    "whether the broker asks for a certificate");
        }
    }

    private void shakeHandsAndBreakOff(ServerSocket broker) {
        var encryption = Tls.builder()
                .certificate(identity.certificate(), identity.key())
                .build()
                .newContext()
                .getSocketFactory();
        while (!broker.isClosed()) {
            try (var line = broker.accept()) {
                var encrypted = (SSLSocket) encryption.createSocket(line, null, true);
                encrypted.setUseClientMode(false);
                encrypted.startHandshake();
                line.setSoLinger(true, 0);
            } catch (IOException _) {
                // The caller refused, or the test is over.
            }
        }
    }

    private Tls trusting() {
        return Tls.builder().trust(authority.certificate()).build();
    }

    private Tls trusting(TestAuthority.Identity shown) {
        return Tls.builder()
                .trust(authority.certificate())
                .certificate(shown.certificate(), shown.key())
                .build();
    }

    /** At the start of a server, and at the connect of a client. */
    private void refuses(RmqTransporter.Builder transport, String cure) {
        assertThatThrownBy(() -> serve(transport))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("://")
                .hasMessageContaining(cure);
        assertThatThrownBy(() -> client(transport).connect().block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining(cure);
    }

    private static RmqTransporter.Builder transport(Broker broker, String host) {
        return RmqTransporter.builder()
                .url("amqps://" + host + ":" + broker.port())
                .queue("tls");
    }

    private Broker open(Broker broker) {
        opened.add(broker);
        return broker;
    }

    private void serve(RmqTransporter.Builder transport) {
        var server = MicroserviceServer.builder()
                .controller(new WithQueue.Service())
                .transporter(transport.build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
    }

    private ClientProxy client(RmqTransporter.Builder transport) {
        var client = ClientProxyFactory.create(transport.build());
        opened.add(client);
        return client;
    }
}
