package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.server.MicroserviceServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * gRPC's own client for interoperability tests calls a service of ours, each case in a process. Those are left out that need accounts of Google's,
 * ALTS, load reports, or a server that tells whether a request was compressed.
 */
final class GrpcConformanceIT {
    private static final int LIMIT_SECONDS = 60;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static MicroserviceServer server;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void start() {
        server = MicroserviceServer.builder()
                .controller(new TestServiceController())
                .transporter(GrpcTransporter.builder()
                        .port(0)
                        .descriptors(io.grpc.testing.integration.Test.getDescriptor())
                        .compression("gzip")
                        .maxInboundMessageBytes(16 * 1024 * 1024)
                        .build())
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty_unary",
                "large_unary",
                "client_compressed_unary_noprobe",
                "server_compressed_unary",
                "client_streaming",
                "client_compressed_streaming_noprobe",
                "server_streaming",
                "server_compressed_streaming",
                "ping_pong",
                "empty_stream",
                "custom_metadata",
                "status_code_and_message",
                "special_status_message",
                "unimplemented_method",
                "unimplemented_service",
                "cancel_after_begin",
                "cancel_after_first_response",
                "timeout_on_sleeping_server",
                "very_large_request",
                "pick_first_unary"
            })
    void case_passes(String name) throws IOException, InterruptedException {
        var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
        var output = folder.resolve(name + ".log");
        var client = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + Path.of("target", "interop-client", "*"),
                        "io.grpc.testing.integration.TestServiceClient",
                        "--server_host=localhost",
                        "--server_port=" + port,
                        "--use_tls=false",
                        "--test_case=" + name))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends in time", name)
                    .isTrue();
            assertThat(client.exitValue()).as(() -> name + ": " + tail(output)).isZero();
        } finally {
            client.destroyForcibly();
        }
    }

    private static String tail(Path output) {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
