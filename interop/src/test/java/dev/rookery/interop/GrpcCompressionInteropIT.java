package dev.rookery.interop;

import static dev.rookery.interop.GrpcHeroes.transporter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.brokers.FreePort;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.grpc.GrpcContext;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.interop.GrpcHeroes.Named;
import dev.rookery.interop.GrpcHeroes.Query;
import dev.rookery.server.MicroserviceServer;
import io.grpc.Metadata;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to compress that Nest's driver has, in both directions. */
final class GrpcCompressionInteropIT {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
    private static final String LONG = "x".repeat(20_000);

    /** Named as the service is. */
    static final class Heroes {
        private final AtomicReference<@Nullable String> encoding = new AtomicReference<>();

        @GrpcMethod
        Named findOne(Query query, GrpcContext context) {
            encoding.set(context.requestMetadata().get(ENCODING));
            return new Named(query.id(), query.text());
        }
    }

    static Stream<Arguments> encodings() {
        return Stream.of(NestVersion.values())
                .flatMap(version -> Stream.of(Arguments.of(version, "deflate", 1), Arguments.of(version, "gzip", 2)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void nest_compresses_what_it_sends_to_java(NestVersion version, String name, int algorithm) {
        var heroes = new Heroes();
        try (var server = MicroserviceServer.builder()
                .controller(heroes)
                .transporter(transporter(0).compression(name).build())
                .start()) {
            var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
            try (var nest = NestClient.grpc(
                    version,
                    port,
                    "--options",
                    "{\"channelOptions\":{\"grpc.default_compression_algorithm\":%d}}".formatted(algorithm))) {
                assertThat(nest.send("Heroes/findOne", Map.of("id", 1, "text", LONG))
                                .value()
                                .path("name")
                                .asString())
                        .isEqualTo(LONG);
                assertThat(heroes.encoding).hasValue(name);
            }
        }
    }

    /** Its driver reads what is compressed, and compresses no reply. */
    @ParameterizedTest
    @MethodSource("encodings")
    void nest_reads_what_java_compresses(NestVersion version, String name) {
        var port = FreePort.find();
        try (var _ = NestService.grpc(version, port);
                var java = ClientProxyFactory.create(
                        transporter(port).compression(name).build())) {
            assertThat(java.request("Heroes/FindOne", new Query(1, LONG), Named.class)
                            .block(WAIT))
                    .isEqualTo(new Named(1, "one " + LONG));
        }
    }
}
