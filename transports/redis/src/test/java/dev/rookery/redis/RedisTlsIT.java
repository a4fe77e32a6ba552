package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.error.ConnectionRefusedException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to Redis, with certificates on one side or both. */
final class RedisTlsIT {
    @TempDir
    private static Path folder = Path.of("");

    private final X509Bundle authority;
    private final Path authorityFile;
    private final Path certificate;
    private final Path key;

    RedisTlsIT() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=rookery-authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        var broker = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        authorityFile = Files.writeString(folder.resolve("authority.pem"), authority.getRootCertificatePEM());
        certificate = Files.writeString(folder.resolve("broker.pem"), broker.getCertificatePathPEM());
        key = Files.writeString(folder.resolve("broker.key"), broker.getPrivateKeyPEM());
    }

    private static final class Echo {
        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }
    }

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted() {
        var tls = RedisTls.builder().trust(authorityFile).build();
        try (var broker = RedisBroker.builder().tls(certificate, key).start();
                var _ = Services.serve(broker, new Echo(), options -> options.tls(tls));
                var client = Services.client(broker, options -> options.tls(tls));
                var distrustful = Services.client(
                        broker, options -> options.tls(RedisTls.builder().build()))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> distrustful.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
        var tls = RedisTls.builder()
                .trust(authorityFile)
                .certificate(
                        Files.writeString(folder.resolve("client.pem"), own.getCertificatePathPEM()),
                        Files.writeString(folder.resolve("client.key"), own.getPrivateKeyPEM()))
                .build();
        try (var broker = RedisBroker.builder()
                        .tls(certificate, key, authorityFile)
                        .start();
                var _ = Services.serve(broker, new Echo(), options -> options.tls(tls));
                var client = Services.client(broker, options -> options.tls(tls));
                var anonymous = Services.client(
                        broker,
                        options -> options.tls(
                                RedisTls.builder().trust(authorityFile).build()))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> anonymous.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }
}
