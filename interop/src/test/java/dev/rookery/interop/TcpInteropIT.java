package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Java and Nest call each other over TCP. */
final class TcpInteropIT extends Interop<TcpPlace> {
    TcpInteropIT() {
        super(TcpPlace::new);
    }

    // ---- Nest calls Java ----

    @Test
    void a_pattern_that_nobody_serves_in_java_is_an_error_of_nests() {
        assertThat(nest().send("nobody", 0).errorBody())
                .isEqualTo(json("'There is no matching message handler defined in the remote service.'"));
    }

    @Test
    void a_stream_ends_when_its_caller_has_gone() {
        controller().endlessCancelled().set(false);
        try (var leaving = ofJava().nestClient(version())) {
            assertThat(leaving.take(3, "stream.endless", 0).values()).hasSize(3);
        }
        await().untilTrue(controller().endlessCancelled());
    }

    @Test
    void closing_answers_a_fin_and_the_next_request_connects_again() {
        try (var caller = ofJava().nestClient(version())) {
            assertThat(caller.send("echo", 1).value()).isEqualTo(json("1"));
            caller.disconnect();
            assertThat(caller.send("echo", 2).value()).isEqualTo(json("2"));
        }
    }

    @Test
    void frames_of_nest_split_at_every_byte_and_joined_in_one_write_are_understood() {
        for (var flag : List.of("--write=bytes", "--write=joined")) {
            try (var caller = ofJava().nestClient(version(), flag)) {
                assertThat(caller.send("echo", "a\uD83D\uDE00é€").value()).isEqualTo(json("'a\uD83D\uDE00é€'"));
                assertThat(caller.sendMany(20, "echo", "é").ok()).isEqualTo(20);
            }
        }
    }

    @Test
    void tls_shows_the_java_service_who_calls(@TempDir Path folder) throws Exception {
        var files = TlsFiles.create(folder);
        var tls = Tls.builder()
                .certificate(files.serviceCertificate(), files.serviceKey())
                .trust(files.authority())
                .clientCertificates(Tls.ClientCertificates.OPTIONAL)
                .build();
        try (var secure = MicroserviceServer.builder()
                        .controller(new JavaController())
                        .transporter(TcpTransporter.builder()
                                .host("127.0.0.1")
                                .port(0)
                                .tls(tls)
                                .build())
                        .start();
                var known = NestClient.start(version(), port(secure), files.clientFlags());
                var anonymous = NestClient.start(version(), port(secure), files.anonymousClientFlags());
                var plain = NestClient.start(version(), port(secure))) {
            assertThat(known.send("context.tls", 0).value().asString()).isEqualTo("CN=" + TlsFiles.CLIENT_NAME);
            assertThat(anonymous.send("context.tls", 0).value().asString()).isEqualTo("none");
            assertThat(plain.send("echo", 0).error()).isNotNull();
        }
    }

    private static int port(MicroserviceServer server) {
        return ((InetSocketAddress) server.addresses().getFirst()).getPort();
    }

    // ---- Java calls Nest ----

    @Test
    void a_pattern_that_nobody_serves_in_nest_is_an_error_that_names_it() {
        assertThatThrownBy(() -> java().request("nobody", 0, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void frames_for_nest_split_at_every_byte_and_joined_in_one_write_are_understood() {
        for (var flag : List.of("--write=bytes", "--write=joined")) {
            try (var place = newPlace();
                    var _ = place.nestService(version(), flag);
                    var client = place.client(ClientOptions.defaults())) {
                assertThat(client.request("echo", "a\uD83D\uDE00é€", String.class)
                                .block(LIMIT))
                        .isEqualTo("a\uD83D\uDE00é€");
                assertThat(client.send("countdown", 20, Integer.class).count().block(LIMIT))
                        .isEqualTo(20);
            }
        }
    }

    @Test
    void metadata_and_headers_of_java_are_metadata_for_nest_12() {
        var options = ClientOptions.builder()
                .dispatchHook(message -> {
                    message.metadata(Map.of("trace", "t1"));
                    message.header("traceparent", "00-x");
                })
                .build();
        try (var tracing = ofNest().client(options)) {
            assertThat(tracing.request("context.metadata", 0, JsonNode.class).block(LIMIT))
                    .isEqualTo(
                            version() == NestVersion.V12 ? json("{traceparent: '00-x', trace: 't1'}") : json("null"));
        }
    }

    @Test
    void a_service_that_ends_fails_what_is_pending_and_its_successor_is_found() {
        var place = newPlace();
        var service = place.nestService(version());
        try (var client = place.client(ClientOptions.defaults())) {
            var pending = client.request("result.never", 0, String.class).toFuture();
            assertThat(client.request("echo", 1, Integer.class).block(LIMIT)).isEqualTo(1);
            service.close();
            assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConnectionLostException.class);
            try (var successor = NestService.start(version(), "--port=" + service.port())) {
                assertThat(client.request("echo", successor.port(), Integer.class)
                                .block(LIMIT))
                        .isEqualTo(service.port());
            }
        }
    }

    @Test
    void tls_shows_the_nest_service_who_calls(@TempDir Path folder) throws Exception {
        var files = TlsFiles.create(folder);
        var tls = Tls.builder()
                .certificate(files.clientCertificate(), files.clientKey())
                .trust(files.authority())
                .build();
        try (var service = NestService.start(version(), files.serviceFlags());
                var client = ClientProxyFactory.create(TcpTransporter.builder()
                        .host("127.0.0.1")
                        .port(service.port())
                        .tls(tls)
                        .build())) {
            assertThat(client.request("context.tls", 0, JsonNode.class).block(LIMIT))
                    .isEqualTo(json("{encrypted: true, authorized: true, commonName: 'rookery-client'}"));
        }
    }
}
