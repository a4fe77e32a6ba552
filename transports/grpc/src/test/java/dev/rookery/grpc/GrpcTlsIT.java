package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.brokers.TestAuthority;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RookeryException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted calls, with certificates on one side or both, and credentials of calls. */
final class GrpcTlsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("server", "localhost", "127.0.0.1");

    static final class WhoAsks {
        @GrpcMethod("Heroes")
        Named findOne(Query query, GrpcContext context) {
            return new Named(query.id(), context.header("authorization").orElse("nobody"));
        }
    }

    private static MicroserviceServer serve(GrpcTransporter.Builder transporter) {
        return MicroserviceServer.builder()
                .controller(new WhoAsks())
                .transporter(transporter.port(0).build())
                .start();
    }

    private static ClientProxy client(MicroserviceServer server, GrpcTransporter.Builder transporter) {
        var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
        return ClientProxyFactory.create(transporter.port(port).build());
    }

    private static Named ask(ClientProxy client) {
        return Objects.requireNonNull(
                client.request("Heroes/FindOne", new Query(1), Named.class).block(WAIT));
    }

    private Tls.Builder ofServer() {
        return Tls.builder().certificate(identity.certificate(), identity.key());
    }

    private Tls.Builder trusting() {
        return Tls.builder().trust(authority.certificate());
    }

    @Test
    void a_call_is_encrypted_to_who_is_trusted() {
        try (var server = serve(Protos.transporter().tls(ofServer().build()));
                var client = client(server, Protos.transporter().tls(trusting().build()))) {
            assertThat(ask(client)).isEqualTo(new Named(1, "nobody"));
        }
    }

    @Test
    void who_is_not_trusted_or_has_another_name_gets_no_call() {
        var other = authority.issue("other", "elsewhere");
        try (var server = serve(Protos.transporter().tls(ofServer().build()));
                var elsewhere = serve(Protos.transporter()
                        .tls(Tls.builder()
                                .certificate(other.certificate(), other.key())
                                .build()));
                var distrustful =
                        client(server, Protos.transporter().tls(Tls.builder().build()));
                var mistaken =
                        client(elsewhere, Protos.transporter().tls(trusting().build()));
                var informed = client(
                        elsewhere, Protos.transporter().tls(trusting().build()).authority("elsewhere"));
                var plain = client(server, Protos.transporter())) {
            for (var refused : new ClientProxy[] {distrustful, mistaken, plain}) {
                assertThatThrownBy(() -> ask(refused)).isInstanceOf(RookeryException.class);
            }
            assertThat(ask(informed)).isEqualTo(new Named(1, "nobody"));
        }
    }

    @Test
    void a_server_that_asks_for_certificates_serves_nobody_without_one() {
        var own = authority.issue("client");
        var mutual = ofServer()
                .trust(authority.certificate())
                .clientCertificates(Tls.ClientCertificates.REQUIRED)
                .build();
        try (var server = serve(Protos.transporter().tls(mutual));
                var known = client(
                        server,
                        Protos.transporter()
                                .tls(trusting()
                                        .certificate(own.certificate(), own.key())
                                        .build()));
                var anonymous =
                        client(server, Protos.transporter().tls(trusting().build()))) {
            assertThat(ask(known)).isEqualTo(new Named(1, "nobody"));
            assertThatThrownBy(() -> ask(anonymous)).isInstanceOf(RookeryException.class);
        }
    }

    @Test
    void credentials_of_the_driver_do_as_well_and_each_call_shows_its_own() throws IOException {
        var serverCredentials = TlsServerCredentials.create(
                identity.certificate().toFile(), identity.key().toFile());
        var channelCredentials = TlsChannelCredentials.newBuilder()
                .trustManager(authority.certificate().toFile())
                .build();
        try (var server = serve(Protos.transporter().serverCredentials(serverCredentials));
                var client = client(
                        server,
                        Protos.transporter()
                                .channelCredentials(channelCredentials)
                                .callCredentials(new Token()))) {
            assertThat(ask(client)).isEqualTo(new Named(1, "Bearer t"));
        }
    }

    private static final class Token extends CallCredentials {
        @Override
        public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
            var metadata = new Metadata();
            metadata.put(MetadataText.key("authorization"), "Bearer t");
            applier.apply(metadata);
        }
    }

    @Test
    void files_that_cannot_be_are_errors_before_the_start() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(
                        () -> Tls.builder().trust(folder.resolve("missing.pem")).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.trust")
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(
                        () -> Tls.builder().certificate(empty, identity.key()).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.certificate");
        assertThatThrownBy(() -> ofServer()
                        .clientCertificates(Tls.ClientCertificates.REQUIRED)
                        .build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.trust");
        assertThatThrownBy(() -> serve(Protos.transporter().tls(trusting().build())))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.certificate");
    }
}
