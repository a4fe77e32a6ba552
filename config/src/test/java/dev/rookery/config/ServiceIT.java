package dev.rookery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.ClientClosedException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.WiringException;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpOptions;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Backoff;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services and clients whose transporters are chosen by configuration alone. */
final class ServiceIT {

    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aPlaceOfItsOwn() {
        place = new Place(root);
    }

    @Controller
    static final class MathController {
        private final Sums sums;

        MathController(Sums sums) {
            this.sums = sums;
        }

        @MessagePattern("sum")
        int sum(List<Integer> numbers) {
            return sums.start() + numbers.stream().mapToInt(Integer::intValue).sum();
        }
    }

    record Sums(int start) {}

    @Module(controllers = MathController.class)
    static final class MathModule {}

    @Module
    static final class NoModule {}

    private static DynamicModule app(Class<?> module, DynamicModule... configuration) {
        return DynamicModule.builder(module).imports(configuration).build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_service_and_a_client_meet_over_tcp_by_configuration_alone() throws IOException {
        var port = String.valueOf(freePort());
        place.onClassPath("application.yaml", """
                sums.start: 10
                rookery:
                  transport: tcp
                  tcp: {host: 127.0.0.1, port: "${port}"}
                  clients:
                    MATH_SERVICE: {transport: tcp, host: 127.0.0.1, port: "${port}", timeout: 5s}
                """).variable("PORT", port);
        var server = place.module().bind(Sums.class, "sums").build();
        var client = place.module().build();

        try (var service =
                Rookery.createMicroservice(app(MathModule.class, server)).listen()) {
            assertThat(service.addresses()).singleElement().asString().endsWith(":" + port);
            var math = callOnce(app(NoModule.class, client, ConfigModule.client("MATH_SERVICE")));

            assertThat(catchThrowable(
                            () -> math.request("sum", List.of(), Integer.class).block()))
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    @Test
    void an_application_with_several_listeners_has_the_configured_one_too() {
        place.variable("ROOKERY_TRANSPORT", "memory").variable("ROOKERY_SERVER_DRAIN_TIMEOUT", "1s");
        var config = place.module()
                .value("rookery.clients.MATH_SERVICE.transport", "memory")
                .value("sums.start", "0")
                .bind(Sums.class, "sums")
                .clients("MATH_SERVICE")
                .build();

        try (var app = Rookery.create(app(MathModule.class, config))) {
            assertThat(app.connectMicroservice().transporter().id()).isEqualTo("memory");
            app.connectMicroservice(new InMemoryTransporter());
            app.startAllMicroservices();

            assertThat(app.listeners()).hasSize(2);
            assertThat(app.get("MATH_SERVICE", ClientProxy.class)
                            .request("sum", List.of(4), Integer.class)
                            .block())
                    .isEqualTo(4);
        }
    }

    /** Calls, and ends the application that did. */
    private static ClientProxy callOnce(DynamicModule module) {
        try (var caller = Rookery.create(module).startAllMicroservices()) {
            var math = caller.get("MATH_SERVICE", ClientProxy.class);
            assertThat(math.request("sum", List.of(1, 2), Integer.class).block())
                    .isEqualTo(13);
            return math;
        }
    }

    @Test
    void in_memory_the_server_and_the_clients_of_an_application_share_a_world() {
        place.variable("ROOKERY_TRANSPORT", "memory").property("rookery.clients.OTHER.transport", "memory");
        var config = place.module()
                .value("rookery.clients.MATH_SERVICE.transport", "memory")
                .value("sums.start", "0")
                .bind(Sums.class, "sums")
                .clients("MATH_SERVICE")
                .build();

        try (var service = Rookery.createMicroservice(app(MathModule.class, config, ConfigModule.client("OTHER")))
                .listen()) {
            assertThat(sum(service, "MATH_SERVICE")).isEqualTo(3);
            assertThat(sum(service, "OTHER")).isEqualTo(3);
        }
    }

    private static @Nullable Integer sum(Microservice service, String client) {
        return service.get(client, ClientProxy.class)
                .request("sum", List.of(1, 2), Integer.class)
                .block();
    }

    @Test
    void without_a_module_for_it_the_configuration_that_is_there_says_the_transport() throws IOException {
        place.onClassPath("application.properties", "rookery.transport=tcp\nrookery.tcp.port=0");
        var before = Thread.currentThread().getContextClassLoader();
        try (var loader = place.classLoader()) {
            Thread.currentThread().setContextClassLoader(loader);
            try (var service = Rookery.createMicroservice(NoModule.class).listen()) {
                assertThat(service.addresses())
                        .singleElement()
                        .asString()
                        .doesNotEndWith(":" + TcpOptions.DEFAULT_PORT);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void options_of_a_transport_that_is_not_chosen_are_warned_of() {
        place.property("rookery.tcp.port", "3001");
        try (var log = new LogRecorder()) {
            place.config().listener();

            assertThat(log.warnings())
                    .containsExactly(
                            "rookery.tcp is configured, and rookery.transport is not: for it to have an effect on a"
                                    + " microservice, set rookery.transport=tcp");
        }
    }

    @Test
    void what_code_says_wins_over_the_configuration() {
        var world = new InMemoryTransporter();
        var config = place.module().value("rookery.transport", "tcp").build();

        try (var service =
                Rookery.createMicroservice(app(NoModule.class, config), world).listen()) {
            assertThat(service.addresses()).isEmpty();
        }
    }

    @Test
    void without_a_transport_in_the_configuration_the_default_one_is_taken() {
        var choice = place.builder()
                .value("rookery.server.max-in-flight", "7")
                .build()
                .listener();

        assertThat(choice.transporter()).isNull();
        assertThat(choice.options())
                .isEqualTo(ServerOptions.builder().maxInFlight(7).build());
    }

    record NetSettings(int port) {}

    @Test
    void a_transporter_is_computed_from_what_is_bound() {
        var config = place.module()
                .value("net.port", "0")
                .bind(NetSettings.class, "net")
                .build();

        try (var service = Rookery.createMicroservice(
                        app(NoModule.class, config),
                        NetSettings.class,
                        net -> TcpTransporter.builder().port(net.port()).build())
                .listen()) {
            assertThat(service.addresses()).hasSize(1);
        }
    }

    @Test
    void a_record_of_a_feature_is_bound_for_the_modules_that_import_it() {
        var config = place.module().value("sums.start", "7").build();

        try (var app = Rookery.create(app(MathModule.class, config, ConfigModule.feature(Sums.class, "sums")))) {
            assertThat(app.get(Sums.class)).isEqualTo(new Sums(7));
            assertThat(app.get(Config.class).text("sums.start")).hasValue("7");
        }
    }

    @Test
    void a_client_that_is_not_configured_is_told_when_the_modules_are_put_together() {
        var config = place.module().build();

        assertThat(catchThrowable(() -> Rookery.create(app(NoModule.class, config, ConfigModule.client("MATH")))))
                .isInstanceOf(WiringException.class)
                .hasMessageEndingWith(
                        "could not be made: rookery.clients.MATH.transport is missing, expected the id of the"
                                + " transport of the client MATH: memory, tcp");
    }

    @Test
    void every_option_of_tcp_that_a_text_can_say_is_read() {
        place.onClassPath("application.yaml", """
                rookery:
                  transport: tcp
                  tcp:
                    addresses: "a:1,b:2"
                    start-retries: 3
                    max-frame-bytes: 1000
                    partial-frame-timeout: 2s
                    max-unsent-bytes: 5000000000
                    idle-timeout: 3s
                    max-connections: 4
                    connect-timeout: 5s
                    max-waiting-messages: 6
                    io-threads: 7
                    native-transport: false
                    backoff: {first: 1ms, longest: 2s, jitter: 0.25}
                    keep-alive: {idle: 1s, interval: 2s, probes: 5}
                    tls: {enabled: false, verify-hostname: false}
                """);
        var options = options();

        assertThat(options.addresses()).extracting(InetSocketAddress::getPort).containsExactly(1, 2);
        assertThat(options.startRetries()).isEqualTo(3);
        assertThat(options.maxFrameBytes()).isEqualTo(1000);
        assertThat(options.partialFrameTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.maxUnsentBytes()).isEqualTo(5_000_000_000L);
        assertThat(options.idleTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.maxConnections()).isEqualTo(4);
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.maxWaitingMessages()).isEqualTo(6);
        assertThat(options.ioThreads()).isEqualTo(7);
        assertThat(options.nativeTransport()).isFalse();
        assertThat(options.backoff()).isEqualTo(new Backoff(Duration.ofMillis(1), Duration.ofSeconds(2), 0.25));
        assertThat(options.keepAlive().probes()).isEqualTo(5);
        assertThat(options.tls()).as("what is not enabled").isNull();
    }

    private TcpOptions options() {
        var transporter = place.config().listener().transporter();
        assertThat(transporter).isInstanceOf(TcpTransporter.class);
        return ((TcpTransporter) Objects.requireNonNull(transporter)).options();
    }

    @Test
    void options_that_do_not_fit_together_are_told_with_their_keys() {
        place.onClassPath("application.yaml", """
                rookery:
                  transport: tcp
                  tcp: {backoff: {first: 0}, tls: {certificate: /nowhere.pem}}
                """);
        assertThat(catchThrowable(() -> place.config().listener())).hasMessage("""
                        The configuration has 2 mistakes:
                        1. rookery.tcp.backoff.first is "0" (from application.yaml on the class path), expected from 1 ms to 24 days
                        2. rookery.tcp.tls.key is not set, expected a PEM file with the key of the certificate, in PKCS#8""");

        place.property("rookery.tcp.backoff.first", "1s");
        assertThat(catchThrowable(() -> place.config().listener()))
                .hasMessage(
                        "rookery.tcp.tls.key is not set, expected a PEM file with the key of the certificate, in PKCS#8");

        place.property("rookery.tcp.tls.key", "/nowhere.key");
        assertThat(catchThrowable(() -> place.config().listener()))
                .hasMessage("rookery.tcp.tls.certificate is \"/nowhere.pem\" (from application.yaml on the class path),"
                        + " expected a PEM file that can be read");
    }
}
