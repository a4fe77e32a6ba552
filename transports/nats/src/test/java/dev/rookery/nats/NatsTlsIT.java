package dev.rookery.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static ClientProxy client(String url, Tls tls) {
        return ClientProxyFactory.create(
                NatsTransporter.builder().servers(url).tls(tls).build(), ClientOptions.defaults());
    }
}
