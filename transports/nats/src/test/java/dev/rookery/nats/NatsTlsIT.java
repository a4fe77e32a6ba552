package dev.rookery.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections to NATS, with certificates on one side or both. */
final class NatsTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("broker", "localhost", "127.0.0.1");

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted() throws Exception {
        try (var broker = NatsBroker.builder()
                        .tls(identity.certificate(), identity.key())
                        .start();
                var _ = serve(broker.url(), trusting());
                var client = client(broker.url(), trusting())) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
        }
    }

    @Test
    void who_is_not_trusted_is_refused() throws Exception {
        try (var broker = NatsBroker.builder()
                        .tls(identity.certificate(), identity.key())
                        .start();
                var client = ClientProxyFactory.create(
                        NatsTransporter.builder().servers(broker.url()).build(), ClientOptions.defaults())) {
            assertThatThrownBy(() -> client.connect().block(WAIT))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining(broker.url());
        }
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = authority.issue("client");
        try (var broker = NatsBroker.builder()
                        .tls(identity.certificate(), identity.key(), authority.certificate())
                        .start();
                var _ = serve(broker.url(), trusting(own));
                var client = client(broker.url(), trusting(own));
                var anonymous = client(broker.url(), trusting())) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> anonymous.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_is_wanted() throws Exception {
        var elsewhere = authority.issue("elsewhere", "nats.example");
        try (var broker = NatsBroker.builder()
                        .tls(elsewhere.certificate(), elsewhere.key())
                        .start();
                var careful = client(broker.url(), trusting());
                var careless = client(
                        broker.url(),
                        Tls.builder()
                                .trust(authority.certificate())
                                .verifyHostname(false)
                                .build())) {
            assertThatThrownBy(() -> careful.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
            careless.connect().block(WAIT);
        }
    }

    /** Without the option it is the JVM's own trust that counts, which is set here for the length of the test. */
    @ParameterizedTest
    @ValueSource(strings = {"tls", "wss"})
    void without_the_option_a_certificate_for_another_host_is_refused_too(String scheme) throws Exception {
        var elsewhere = authority.issue("elsewhere", "nats.example");
        try (var _ = new JvmTrust(authority.certificate(), folder);
                var right = new Address(scheme, identity);
                var wrong = new Address(scheme, elsewhere);
                var careful = client(right.url(), null);
                var deceived = client(wrong.url(), null)) {
            careful.connect().block(WAIT);
            assertThatThrownBy(() -> deceived.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    /** A broker that speaks TLS on a port of NATS or of WebSockets. */
    private static final class Address implements AutoCloseable {
        private final String scheme;
        private final int webPort;
        private final Broker broker;

        Address(String scheme, TestAuthority.Identity identity) {
            this.scheme = scheme;
            webPort = FreePort.find();
            broker = NatsBroker.builder()
                    .tls(identity.certificate(), identity.key())
                    .config("websocket { listen: \"127.0.0.1:%d\", tls { cert_file: \"%s\", key_file: \"%s\" } }"
                            .formatted(webPort, identity.certificate(), identity.key()))
                    .start();
        }

        String url() {
            return scheme + "://127.0.0.1:" + (scheme.equals("wss") ? webPort : broker.port());
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    /** Lets the JVM trust an authority that it does not know. */
    private static final class JvmTrust implements AutoCloseable {
        private static final String STORE = "javax.net.ssl.trustStore";

        private final SSLContext before;

        JvmTrust(Path certificate, Path folder) throws Exception {
            before = SSLContext.getDefault();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (var text = Files.newInputStream(certificate)) {
                store.setCertificateEntry(
                        "authority", CertificateFactory.getInstance("X.509").generateCertificate(text));
            }
            var file = folder.resolve("trust.p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, "changeit".toCharArray());
            }
            System.setProperty(STORE, file.toString());
            System.setProperty(STORE + "Password", "changeit");
            SSLContext.setDefault(Tls.builder().build().newContext());
        }

        @Override
        public void close() {
            System.clearProperty(STORE);
            System.clearProperty(STORE + "Password");
            SSLContext.setDefault(before);
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

    private static MicroserviceServer serve(String url, Tls tls) {
        return MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("echo")
                    int echo(int number) {
                        return number;
                    }
                })
                .transporter(NatsTransporter.builder().servers(url).tls(tls).build())
                .start();
    }

    private static ClientProxy client(String url, @Nullable Tls tls) {
        var transport = NatsTransporter.builder().servers(url);
        return ClientProxyFactory.create(
                (tls == null ? transport : transport.tls(tls)).build(), ClientOptions.defaults());
    }
}
