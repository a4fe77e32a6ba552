package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import dev.rookery.server.MicroserviceServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to RabbitMQ, with certificates on one side or both. The broker's is for {@code localhost}, and not for its number. */
final class RmqTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder = Path.of("");

    private final X509Bundle authority;
    private final Path authorityFile;
    private final Path certificate;
    private final Path key;
    private final List<AutoCloseable> opened = new ArrayList<>();

    RmqTlsIT() throws Exception {
        authority = newAuthority();
        var broker = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        authorityFile = Files.writeString(folder.resolve("authority.pem"), authority.getRootCertificatePEM());
        certificate = Files.writeString(folder.resolve("broker.pem"), broker.getCertificatePathPEM());
        key = Files.writeString(folder.resolve("broker.key"), broker.getPrivateKeyPEM());
    }

    private static X509Bundle newAuthority() throws Exception {
        return new CertificateBuilder()
                .subject("CN=rookery-authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted_and_to_nobody_else() throws Exception {
        var broker = open(RabbitBroker.builder().tls(certificate, key).start());
        var trusting = transport(broker, "localhost").tls(context(null));
        serve(trusting);

        assertThat(client(trusting).request("echo", 1, Integer.class).block(WAIT))
                .isEqualTo(1);
        refuses(transport(broker, "localhost"), "which authorities are trusted");
        refuses(transport(broker, "127.0.0.1").tls(context(null)), "for which host the certificate is");
        refuses(
                RmqTransporter.builder()
                        .url("amqp://localhost:" + broker.port())
                        .queue("tls")
                        .connectTimeout(Duration.ofSeconds(5)),
                "check the url");
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
        var foreign = new CertificateBuilder().subject("CN=client").buildIssuedBy(newAuthority());
        var broker =
                open(RabbitBroker.builder().tls(certificate, key, authorityFile).start());
        var known = transport(broker, "localhost").tls(context(own));
        serve(known);

        assertThat(client(known).request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
        refuses(transport(broker, "localhost").tls(context(null)), "TLS failed");
        refuses(transport(broker, "localhost").tls(context(foreign)), "TLS failed");
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
