package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encrypted connections, and those that must not come about. */
final class MqttTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Pem authority;
    private Pem server;
    private Pem client;

    private record Pem(X509Bundle bundle, Path certificate, Path key) {}

    static final class Ping {
        @MessagePattern("ping")
        String ping() {
            return "pong";
        }
    }

    @BeforeEach
    void make_certificates() throws Exception {
        authority = write(
                "authority",
                named("CN=Authority").setIsCertificateAuthority(true).buildSelfSigned());
        server = write("server", named("CN=Server").addSanDnsName("localhost").buildIssuedBy(authority.bundle));
        client = write("client", named("CN=Client").buildIssuedBy(authority.bundle));
    }

    private static CertificateBuilder named(String subject) {
        return new CertificateBuilder().subject(subject).ecp256();
    }

    private Pem write(String name, X509Bundle bundle) throws IOException {
        var certificate = folder.resolve(name + ".crt");
        var key = folder.resolve(name + ".key");
        Files.writeString(certificate, bundle.getCertificatePathPEM());
        Files.writeString(key, bundle.getPrivateKeyPEM());
        return new Pem(bundle, certificate, key);
    }

    private static MqttTransporter.Builder transporter(Broker broker, String host, Tls tls) {
        return MqttTransporter.builder()
                .url("mqtts://" + host + ":" + broker.port())
                .tls(tls);
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_broker_is_reached_by_tls_whose_authority_is_trusted(MqttVersion version) {
        try (var broker = Services.broker().tls(server.certificate, server.key).start()) {
            var trusting = Tls.builder().trust(authority.certificate).build();
            serves(transporter(broker, "localhost", trusting).version(version).build());
        }
    }

    @Test
    void a_broker_that_wants_a_certificate_gets_one() {
        try (var broker = Services.broker()
                .tls(server.certificate, server.key, authority.certificate)
                .start()) {
            var nameless = Tls.builder().trust(authority.certificate).build();
            var named = Tls.builder()
                    .trust(authority.certificate)
                    .certificate(client.certificate, client.key)
                    .build();

            isRefused(transporter(broker, "localhost", nameless).build());
            serves(transporter(broker, "localhost", named).build());
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_does_not_matter() {
        try (var broker = Services.broker().tls(server.certificate, server.key).start()) {
            var strict = Tls.builder().trust(authority.certificate).build();
            var lax = Tls.builder()
                    .trust(authority.certificate)
                    .verifyHostname(false)
                    .build();

            isRefused(transporter(broker, "127.0.0.1", strict).build());
            serves(transporter(broker, "127.0.0.1", lax).build());
        }
    }

    @Test
    void a_broker_of_an_unknown_authority_is_refused() {
        try (var broker = Services.broker().tls(server.certificate, server.key).start()) {
            isRefused(MqttTransporter.builder()
                    .url("mqtts://localhost:" + broker.port())
                    .build());
        }
    }

    @Test
    void a_file_that_is_none_is_an_error_that_names_it() {
        assertThatThrownBy(
                        () -> Tls.builder().trust(folder.resolve("missing.crt")).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("missing.crt");
        assertThatThrownBy(() -> Tls.builder()
                        .certificate(client.certificate, client.certificate)
                        .build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.key");
    }

    private static void serves(MqttTransporter transporter) {
        try (var _ = MicroserviceServer.builder()
                        .controller(new Ping())
                        .transporter(transporter)
                        .start();
                var caller = ClientProxyFactory.create(transporter)) {
            assertThat(caller.request("ping", String.class).block(WAIT)).isEqualTo("pong");
        }
    }

    private static void isRefused(MqttTransporter transporter) {
        try (var caller = ClientProxyFactory.create(transporter)) {
            assertThatThrownBy(() -> caller.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }
}
