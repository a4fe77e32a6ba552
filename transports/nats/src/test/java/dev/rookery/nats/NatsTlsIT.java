package dev.rookery.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.server.MicroserviceServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to NATS, with certificates on one side or both. */
final class NatsTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder = Path.of("");

    private final X509Bundle authority;
    private final Path authorityFile;
    private final Path certificate;
    private final Path key;

    NatsTlsIT() throws Exception {
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

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted() throws Exception {
        try (var broker = NatsBroker.builder().tls(certificate, key).start();
                var _ = serve(broker.url(), context(null));
                var client = client(broker.url(), context(null))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
        }
    }

    @Test
    void who_is_not_trusted_is_refused() throws Exception {
        try (var broker = NatsBroker.builder().tls(certificate, key).start();
                var client = ClientProxyFactory.create(
                        NatsTransporter.builder().servers(broker.url()).build(), ClientOptions.defaults())) {
            assertThatThrownBy(() -> client.connect().block(WAIT))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining(broker.url());
        }
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
        try (var broker = NatsBroker.builder()
                        .tls(certificate, key, authorityFile)
                        .start();
                var _ = serve(broker.url(), context(own));
                var client = client(broker.url(), context(own));
                var anonymous = client(broker.url(), context(null))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> anonymous.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    private SSLContext context(@Nullable X509Bundle own) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.getCertificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var identity = KeyStore.getInstance(KeyStore.getDefaultType());
        identity.load(null, null);
        if (own != null) {
            identity.setKeyEntry("own", own.getKeyPair().getPrivate(), new char[0], own.getCertificatePath());
        }
        keys.init(identity, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static MicroserviceServer serve(String url, SSLContext context) {
        return MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("echo")
                    int echo(int number) {
                        return number;
                    }
                })
                .transporter(NatsTransporter.builder().servers(url).tls(context).build())
                .start();
    }

    private static ClientProxy client(String url, SSLContext context) {
        return ClientProxyFactory.create(
                NatsTransporter.builder().servers(url).tls(context).build(), ClientOptions.defaults());
    }
}
