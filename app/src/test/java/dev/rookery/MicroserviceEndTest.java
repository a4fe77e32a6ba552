package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ClientClosedException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.BeforeApplicationShutdown;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.OnApplicationBootstrap;
import dev.rookery.module.OnModuleDestroy;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.transport.Transporter;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** In which order a service ends, and who waits for it. */
final class MicroserviceEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter world = new InMemoryTransporter();

    static final class LastWords implements OnModuleDestroy, BeforeApplicationShutdown {
        private final Heard heard;
        private final ClientProxy other;

        LastWords(Heard heard, @Named("OTHER") ClientProxy other) {
            this.heard = heard;
            this.other = other;
        }

        @Override
        public void onModuleDestroy() {
            heard.what.add("hooks, the client says "
                    + other.request("{cmd: 'sum'}", List.of(1, 1), Integer.class)
                            .block(LIMIT));
        }

        @Override
        public void beforeApplicationShutdown(@Nullable String signal) {
            throw new IllegalStateException("nothing stops the rest");
        }
    }

    @Controller
    static final class SlowController {
        private final Heard heard;

        SlowController(Heard heard) {
            this.heard = heard;
        }

        @MessagePattern("slow")
        Mono<String> slow() {
            heard.what.add("handling");
            return Mono.delay(Duration.ofSeconds(1)).map(tick -> {
                heard.what.add("handled");
                return "late";
            });
        }
    }

    private static DynamicModule lastWords(Heard heard, Transporter other) {
        return DynamicModule.builder("Root")
                .imports(ClientsModule.register("OTHER", other))
                .providers(ProviderDefinition.ofValue(Token.of(Heard.class), heard))
                .providers(LastWords.class)
                .controllers(SlowController.class)
                .build();
    }

    @Test
    void the_end_goes_from_intake_to_handlers_to_hooks_to_clients_to_transports() throws Exception {
        var heard = new Heard();
        var other = new InMemoryTransporter();
        var transporter = new NamedTransporter("told", world, false, heard.what::add);
        try (var math = Rookery.createMicroservice(MathModule.class, other).listen();
                var service = Rookery.createMicroservice(lastWords(heard, other), transporter)
                        .listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(math).isNotNull();
            var toClose = service.get("OTHER", ClientProxy.class);
            var reply = client.request("slow", String.class).toFuture();
            org.awaitility.Awaitility.await().until(() -> heard.what.contains("handling"));

            closeEarly(service);

            assertThat(reply.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("late");
            assertThat(heard.what)
                    .containsExactly(
                            "transport started",
                            "handling",
                            "intake paused",
                            "handled",
                            "hooks, the client says 2",
                            "transport closed");
            assertThat(catchThrowable(() -> toClose.request("x", String.class).block(LIMIT)))
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    private static void closeEarly(Microservice service) {
        service.close();
    }

    @Test
    void whoever_closes_too_waits_for_the_same_end() throws Exception {
        var service = Rookery.createMicroservice(MathModule.class, world).listen();
        var waiting = CompletableFuture.runAsync(service::awaitShutdown);
        var closing = CompletableFuture.runAsync(service::close);
        service.close();

        closing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(catchThrowable(service::listen)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_hook_that_closes_does_not_wait_for_itself() {
        var closer = new Closer();
        var service = Rookery.createMicroservice(
                DynamicModule.builder("Root")
                        .providers(ProviderDefinition.ofValue(Token.of(Closer.class), closer))
                        .build(),
                world);
        closer.service = service;
        service.listen();
        service.close();

        assertThat(closer.returned).isTrue();
    }

    static final class Closer implements OnModuleDestroy {
        @Nullable Microservice service;

        boolean returned;

        @Override
        public void onModuleDestroy() {
            if (service != null) {
                service.close();
                returned = true;
            }
        }
    }

    /** As it is with {@code try (service) { service.awaitShutdown(); }} on a thread that was interrupted. */
    @Test
    void an_end_on_an_interrupted_thread_leaves_nothing_out() throws Exception {
        var heard = new Heard();
        var other = new InMemoryTransporter();
        try (var math = Rookery.createMicroservice(MathModule.class, other).listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(math).isNotNull();
            var service =
                    Rookery.createMicroservice(lastWords(heard, other), world).listen();
            var reply = client.request("slow", String.class).toFuture();
            org.awaitility.Awaitility.await().until(() -> heard.what.contains("handling"));

            Thread.currentThread().interrupt();
            service.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(reply.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("late");
            assertThat(heard.what).containsExactly("handling", "handled", "hooks, the client says 2");
        }
    }

    @Test
    void a_start_that_is_interrupted_gives_everything_back() {
        var heard = new Heard();
        var service = Rookery.createMicroservice(
                DynamicModule.builder("Root")
                        .providers(ProviderDefinition.ofValue(Token.of(Heard.class), heard))
                        .providers(Impatient.class)
                        .build(),
                world);

        assertThat(catchThrowable(service::listen)).hasMessageContaining("OnApplicationBootstrap of Impatient");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard.what).containsExactly("given back");
    }

    record Impatient(Heard heard) implements OnApplicationBootstrap, OnModuleDestroy {
        @Override
        public void onApplicationBootstrap() throws InterruptedException {
            throw new InterruptedException();
        }

        @Override
        public void onModuleDestroy() {
            heard.what.add("given back");
        }
    }

    @Test
    void an_error_in_one_step_of_the_end_does_not_keep_the_rest_from_it() {
        var heard = new Heard();
        var failing = new NamedTransporter("failing", new InMemoryTransporter(), false, what -> {
            if (what.equals("transport closed")) {
                throw new AssertionError("no way to close");
            }
        });
        var service = Rookery.create(MathModule.class);
        service.connectMicroservice(failing);
        service.connectMicroservice(new NamedTransporter("told", world, false, heard.what::add));
        service.startAllMicroservices();

        service.close();

        assertThat(heard.what).containsExactly("transport started", "intake paused", "transport closed");
        service.awaitShutdown();
    }
}
