package dev.rookery.interop;

import static dev.rookery.interop.GrpcHeroes.transporter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.brokers.FreePort;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RookeryException;
import dev.rookery.interop.GrpcHeroes.Heroes;
import dev.rookery.interop.GrpcHeroes.Named;
import dev.rookery.interop.GrpcHeroes.Query;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Java and Nest over encrypted connections of gRPC, both with certificates; and what a tool learns of a service that it does not know. */
final class GrpcSecurityInteropIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static TlsFiles files;

    @BeforeAll
    static void makeFiles() throws Exception {
        files = TlsFiles.create(folder);
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void nest_calls_java_with_a_certificate_and_not_without(NestVersion version) {
        var tls = Tls.builder()
                .certificate(files.serviceCertificate(), files.serviceKey())
                .trust(files.authority())
                .clientCertificates(Tls.ClientCertificates.REQUIRED)
                .build();
        try (var server = MicroserviceServer.builder()
                .controller(new Heroes())
                .transporter(transporter(0).tls(tls).build())
                .start()) {
            var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
            try (var known = NestClient.grpc(version, port, files.clientFlags());
                    var anonymous = NestClient.grpc(version, port, files.anonymousClientFlags())) {
                assertThat(known.send("Heroes/findOne", Map.of("id", 1, "text", "x"))
                                .value())
                        .isEqualTo(NestJson.json("{\"id\":1,\"name\":\"one x\"}"));
                assertThat(anonymous
                                .send("Heroes/findOne", Map.of("id", 1))
                                .errorBody()
                                .path("code")
                                .asInt())
                        .isEqualTo(14);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void java_calls_nest_with_a_certificate_and_not_without(NestVersion version) throws Exception {
        var port = FreePort.find();
        var own = Tls.builder()
                .trust(files.authority())
                .certificate(files.clientCertificate(), files.clientKey())
                .build();
        var none = Tls.builder().trust(files.authority()).build();
        try (var _ = NestService.grpc(version, port, files.serviceFlags());
                var known = ClientProxyFactory.create(transporter(port).tls(own).build());
                var anonymous =
                        ClientProxyFactory.create(transporter(port).tls(none).build())) {
            assertThat(known.request("Heroes/FindOne", new Query(1, "x"), Named.class)
                            .block(WAIT))
                    .isEqualTo(new Named(1, "one x"));
            assertThatThrownBy(() -> anonymous
                            .request("Heroes/FindOne", new Query(1, "x"), Named.class)
                            .block(WAIT))
                    .isInstanceOf(RookeryException.class);
        }
    }

    @Test
    void a_tool_that_knows_nothing_finds_the_services_and_calls_them() {
        try (var server = MicroserviceServer.builder()
                .controller(new Heroes())
                .transporter(transporter(0).reflection(true).build())
                .start()) {
            var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
            try (var tool = NestProcess.start(
                    NestVersion.V12, "grpc-tool", List.of("--port", Integer.toString(port)), line -> {})) {
                var told = tool.ready();

                assertThat(told.path("services").valueStream().map(JsonNode::asString))
                        .containsExactlyInAnyOrder(
                                "demo.v1.Heroes", "demo.shared.Atlas", "grpc.reflection.v1.ServerReflection");
                assertThat(told.path("reply").path("big_number").asString()).isEqualTo("9007199254740993");
                assertThat(told.path("reply").path("home").path("city").asString())
                        .isEqualTo("Oslo");
            }
        }
    }
}
