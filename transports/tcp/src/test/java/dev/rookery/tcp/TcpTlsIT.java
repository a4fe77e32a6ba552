package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Tls;
import dev.rookery.transport.Tls.ClientCertificates;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Encrypted connections, and those that must not come about. */
final class TcpTlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] PBES2 = HexFormat.of().parseHex("2a864886f70d01050d");

    @TempDir
    Path folder;

    private Pem authority;
    private Pem server;
    private Pem client;

    /** What the tests call. */
    static final class Handlers {
        @MessagePattern("raw")
        Object raw(Object data) {
            return data;
        }

        @MessagePattern("countdown")
        Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(passed -> from - passed);
        }

        @MessagePattern("who")
        String who(TcpContext context) {
            return context.peerCertificates().stream()
                    .map(certificate -> certificate.getSubjectX500Principal().getName())
                    .collect(Collectors.joining("; "));
        }
    }

    private record Pem(X509Bundle bundle, Path certificate, Path key) {}

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

    private Tls.Builder ofServer() {
        return Tls.builder().certificate(server.certificate, server.key);
    }

    private Tls.Builder trusting() {
        return Tls.builder().trust(authority.certificate);
    }

    @Test
    void messages_go_both_ways_big_ones_and_many() {
        try (var service = Services.serve(
                        new Handlers(), options -> options.tls(ofServer().build()));
                var caller = Services.client(
                        Services.port(service),
                        options -> options.tls(trusting().build()))) {
            assertThat(caller.request("raw", "é".repeat(500_000), String.class).block(PATIENCE))
                    .hasSize(500_000);
            assertThat(caller.send("countdown", 5_000, Integer.class)
                            .collectList()
                            .block(PATIENCE))
                    .isEqualTo(IntStream.iterate(5_000, number -> number - 1)
                            .limit(5_000)
                            .boxed()
                            .toList());
            assertThat(caller.request("who", null, String.class).block(PATIENCE))
                    .isEmpty();
            assertThat(service.unwrap(SslContext.class).isServer()).isTrue();
        }
    }

    @Test
    void a_server_that_asks_for_certificates_tells_handlers_whose_they_are() {
        var mutual = ofServer()
                .trust(authority.certificate)
                .clientCertificates(ClientCertificates.REQUIRED)
                .build();
        try (var service = Services.serve(new Handlers(), options -> options.tls(mutual));
                var caller = Services.client(
                        Services.port(service),
                        options -> options.tls(trusting()
                                .certificate(client.certificate, client.key)
                                .build()));
                var stranger = Services.client(
                        Services.port(service),
                        options -> options.tls(trusting().build()))) {
            assertThat(caller.request("who", null, String.class).block(PATIENCE))
                    .contains("CN=Client");
            assertThatThrownBy(() -> stranger.request("who", null, String.class).block(PATIENCE))
                    .isInstanceOfAny(ConnectionRefusedException.class, ConnectionLostException.class);
            assertThat(caller.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_is_not_trusted_is_not_called() {
        try (var log = Log.open();
                var service = Services.serve(
                        new Handlers(), options -> options.tls(ofServer().build()));
                var caller = Services.client(
                        Services.port(service),
                        options -> options.tls(Tls.builder().build()))) {
            assertThatThrownBy(() -> caller.request("raw", 1, Integer.class).block(PATIENCE))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining("TLS: ");
            assertThat(log.hasStackTraces()).isFalse();
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_is_wanted() {
        try (var service = Services.serve(
                        new Handlers(), options -> options.tls(ofServer().build()));
                var careful = Services.client(
                        Services.port(service),
                        options -> options.host("127.0.0.1").tls(trusting().build()));
                var careless = Services.client(
                        Services.port(service),
                        options -> options.host("127.0.0.1")
                                .tls(trusting().verifyHostname(false).build()))) {
            assertThatThrownBy(() -> careful.request("raw", 1, Integer.class).block(PATIENCE))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining("TLS: ");
            assertThat(careless.request("raw", 1, Integer.class).block(PATIENCE))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_peer_that_does_not_speak_tls_is_closed_with_one_line() {
        try (var log = Log.open();
                var service = Services.serve(
                        new Handlers(), options -> options.tls(ofServer().build()));
                var peer = RawPeer.connect(Services.port(service))) {
            peer.send("37#{\"pattern\":\"raw\",\"data\":\"D\",\"id\":\"1\"}").readToEnd();
            await().untilAsserted(() ->
                    assertThat(log.lines()).singleElement().asString().contains("TLS", "127.0.0.1"));
            assertThat(log.hasStackTraces()).isFalse();
        }
    }

    @Test
    void managers_of_ones_own_are_taken() {
        var files = ofServer().trust(authority.certificate).build();
        var tls = Tls.builder()
                .keys(files.keys().orElseThrow())
                .trust(files.trust().orElseThrow())
                .build();
        try (var service = Services.serve(new Handlers(), options -> options.tls(tls));
                var caller = Services.client(Services.port(service), options -> options.tls(tls))) {
            assertThat(caller.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
        }
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> ofServer().keys(files.keys().orElseThrow()).build())
                .withMessageContaining("tls.keys");
    }

    @Test
    void a_key_may_have_a_password() throws Exception {
        var locked = folder.resolve("locked.key");
        Files.writeString(locked, encrypted(server.bundle.getKeyPair().getPrivate(), "sesame"));
        var tls = Tls.builder().certificate(server.certificate, locked).keyPassword("sesame");
        try (var service = Services.serve(new Handlers(), options -> options.tls(tls.build()));
                var caller = Services.client(
                        Services.port(service),
                        options -> options.tls(trusting().build()))) {
            assertThat(caller.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
        }
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> tls.keyPassword("guess").build())
                .withMessageContaining("tls.keyPassword")
                .withMessageContaining("locked.key")
                .withMessageNotContaining("guess");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Tls.of(server.certificate, locked))
                .withMessageContaining("tls.keyPassword");
    }

    private static String encrypted(PrivateKey key, String password) throws Exception {
        var algorithm = "PBEWithHmacSHA256AndAES_256";
        var secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray()));
        var cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        var way = der(0x30, der(0x06, PBES2), cipher.getParameters().getEncoded());
        var info = der(0x30, way, der(0x04, cipher.doFinal(key.getEncoded())));
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(info)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    /** A value as ASN.1 writes it, of up to 64 KiB. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var value = new ByteArrayOutputStream();
        value.write(tag);
        value.write(0x82);
        value.write(content.size() >> 8);
        value.write(content.size());
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }

    @Test
    void a_key_of_another_certificate_is_an_error() {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Tls.of(server.certificate, client.key))
                .withMessageContaining("tls.key")
                .withMessageContaining("client.key")
                .withMessageContaining("the key of the certificate in");
    }

    @Test
    void wrong_files_are_errors_when_the_tls_is_built() throws IOException {
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Tls.builder()
                        .certificate(folder.resolve("missing.crt"), server.key)
                        .build())
                .withMessageContaining("missing.crt")
                .withMessageContaining("a PEM file that can be read");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(
                        () -> Tls.builder().certificate(nonsense, server.key).build())
                .withMessageContaining("nonsense.pem");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() ->
                        Tls.builder().certificate(server.certificate, nonsense).build())
                .withMessageContaining("nonsense.pem");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Tls.builder().trust(nonsense).build())
                .withMessageContaining("nonsense.pem");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> ofServer()
                        .clientCertificates(ClientCertificates.REQUIRED)
                        .build())
                .withMessageContaining("tls.trust");
    }

    @Test
    void a_server_needs_a_certificate() {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Services.serve(
                        new Handlers(), options -> options.tls(trusting().build())))
                .withMessageContaining("tls.certificate");
    }
}
