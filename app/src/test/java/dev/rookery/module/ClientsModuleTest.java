package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import dev.rookery.transport.Transporter;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All the ways to a client. */
final class ClientsModuleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final InMemoryTransporter MATH = new InMemoryTransporter();
    private static @Nullable Microservice math;

    @Controller
    static final class MathController {
        @MessagePattern("sum")
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }

        @MessagePattern("never")
        Mono<String> never() {
            return Mono.never();
        }
    }

    @Module(controllers = MathController.class)
    static final class MathModule {}

    interface MathApi {
        @MessagePattern("sum")
        int sum(List<Integer> numbers);
    }

    @BeforeAll
    static void serve() {
        math = Rookery.createMicroservice(MathModule.class, MATH).listen();
    }

    @AfterAll
    static void stop() {
        if (math != null) {
            math.close();
        }
    }

    private static int sum(ClientProxy client) {
        return client.request("sum", List.of(1, 2), Integer.class)
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private static Container containing(DynamicModule... modules) {
        return Containers.of(DynamicModule.builder("Root").imports(modules).build());
    }

    private static void closes(Container container, ClientProxy client) {
        container.destroy(null);
        assertThat(sum(client)).isEqualTo(3);
        container.closeClients();
        assertThat(catchThrowable(() -> sum(client))).isInstanceOf(ClientClosedException.class);
    }

    record Far(@Named("A") ClientProxy a, @Named("B") ClientProxy b) {}

    @Test
    void several_clients_may_be_seen_by_all_modules() {
        var far = DynamicModule.builder("Far").providers(Far.class).build();
        var clients = ClientsModule.builder()
                .client("A", MATH)
                .client(
                        "B",
                        MATH,
                        ClientOptions.builder().timeout(Duration.ofMillis(20)).build())
                .global(true)
                .build();
        var container = containing(clients, far);
        var found = container.get(Token.of(Far.class));

        assertThat(sum(found.a())).isEqualTo(3);
        assertThat(catchThrowable(() -> found.b().request("never", String.class).block(LIMIT)))
                .isInstanceOf(RequestTimeoutException.class);
        assertThat(clients).hasToString("ClientsModule(A, B)");
        closes(container, found.a());
    }

    record Config(String host) {}

    @Module(exports = Config.class)
    static final class ConfigModule {
        @Provides
        static Mono<Config> config() {
            return Mono.just(new Config("localhost"));
        }
    }

    @Test
    void the_transport_may_come_from_another_module() {
        var container = containing(ClientsModule.registerAsync(
                "MATH",
                Token.of(Config.class),
                config -> {
                    assertThat(config.host()).isEqualTo("localhost");
                    return MATH;
                },
                ConfigModule.class));
        var client = container.get(Token.named("MATH", ClientProxy.class));

        closes(container, client);
    }

    record Pricing(MathApi math) {}

    @Test
    void a_contract_is_injected_as_itself_and_its_client_closes() {
        var container = Containers.of(DynamicModule.builder("Root")
                .imports(ClientsModule.contract(MathApi.class, MATH))
                .providers(Pricing.class)
                .build());
        var api = container.get(Token.of(Pricing.class)).math();

        assertThat(api.sum(List.of(2, 3))).isEqualTo(5);
        container.closeClients();
        assertThat(catchThrowable(() -> api.sum(List.of(2, 3)))).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void a_contract_may_share_a_client() {
        var container = containing(ClientsModule.builder()
                .client("MATH", MATH)
                .contract(MathApi.class, Token.named("MATH", ClientProxy.class))
                .build());

        assertThat(container.get(Token.of(MathApi.class)).sum(List.of(1))).isEqualTo(1);
        closes(container, container.get(Token.named("MATH", ClientProxy.class)));
    }

    /** Says no more than that it was asked. */
    static final class OwnClient implements ClientProxy {
        private final ClientProxy real;

        OwnClient(Config config) {
            assertThat(config.host()).isEqualTo("localhost");
            this.real = ClientProxyFactory.create(MATH);
        }

        @Override
        public <T> Flux<T> send(Pattern pattern, boolean hasData, @Nullable Object data, Type type) {
            return real.send(pattern, hasData, data, type);
        }

        @Override
        public <T> Mono<T> request(Pattern pattern, boolean hasData, @Nullable Object data, Type type) {
            return real.request(pattern, hasData, data, type);
        }

        @Override
        public Mono<Void> emit(Pattern pattern, boolean hasData, @Nullable Object data) {
            return real.emit(pattern, hasData, data);
        }

        @Override
        public Pattern pattern(String text) {
            return real.pattern(text);
        }

        @Override
        public <T> T as(Class<T> contract) {
            return real.as(contract);
        }

        @Override
        public <T> T as(Class<T> contract, Function<Method, String> naming) {
            return real.as(contract, naming);
        }

        @Override
        public ClientProxy withTimeout(Duration timeout) {
            return real.withTimeout(timeout);
        }

        @Override
        public Mono<Void> connect() {
            return real.connect();
        }

        @Override
        public Flux<ConnectionStatus> status() {
            return real.status();
        }

        @Override
        public <T> Disposable on(TransportEvent<T> event, Consumer<? super T> listener) {
            return real.on(event, listener);
        }

        @Override
        public <T> T unwrap(Class<T> driverType) {
            return real.unwrap(driverType);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void a_client_may_be_of_a_class_of_one_s_own() {
        var container = containing(ClientsModule.builder()
                .imports(ConfigModule.class)
                .client("OWN", OwnClient.class)
                .build());
        var client = container.get(Token.named("OWN", ClientProxy.class));

        assertThat(client).isInstanceOf(OwnClient.class);
        closes(container, client);
    }

    // ---- @Client ----

    record MathTransport(Config config) implements Supplier<Transporter> {
        @Override
        public Transporter get() {
            return config.host().equals("localhost") ? MATH : new InMemoryTransporter();
        }
    }

    static final class Gateway {
        @Inject
        @Client(MathTransport.class)
        ClientProxy math;

        @SuppressWarnings("NullAway.Init") // the annotation alone is enough
        @Client(MathTransport.class)
        MathApi api;

        final ClientProxy same;

        Gateway(@Client(MathTransport.class) ClientProxy same) {
            this.same = same;
        }
    }

    @Module(imports = ConfigModule.class, providers = Gateway.class)
    static final class GatewayModule {}

    @Test
    void a_field_may_say_its_transport() {
        var container = Containers.of(GatewayModule.class);
        var gateway = container.get(Token.of(Gateway.class));

        assertThat(gateway.api.sum(List.of(4, 5))).isEqualTo(9);
        assertThat(gateway.math).isSameAs(gateway.same);
        closes(container, gateway.math);
        assertThat(catchThrowable(() -> gateway.api.sum(List.of(1)))).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void a_name_stands_for_one_client() {
        Told.told(
                ClientsModule.builder()
                        .client("MATH", new InMemoryTransporter())
                        .client("MATH", new InMemoryTransporter())
                        .build(),
                "ClientsModule(MATH, MATH) provides @Named(\"MATH\") ClientProxy twice, each time by a value or a factory: remove one, or"
                        + " give it another qualifier");
    }
}
