package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.BeforeApplicationShutdown;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.module.OnApplicationBootstrap;
import dev.rookery.module.OnModuleDestroy;
import dev.rookery.module.OnModuleInit;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Provides;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Transporter;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A service from its modules to its end. */
final class MicroserviceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter world = new InMemoryTransporter();

    // ---- messages, modules, components ----

    @Controller
    static final class MathController {
        @MessagePattern("{cmd: 'sum'}")
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Module(controllers = MathController.class)
    static final class MathModule {}

    @Test
    void a_controller_of_a_module_answers() {
        try (var service = Rookery.createMicroservice(MathModule.class, world).listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(3);
            assertThat(service.addresses()).isEmpty();
        }
    }

    record Policy(String secret) {}

    static final class PolicyGuard implements Guard {
        private final Policy policy;

        @Inject
        PolicyGuard(Policy policy) {
            this.policy = policy;
        }

        PolicyGuard() {
            this(new Policy(""));
        }

        @Override
        public boolean canActivate(ExecutionContext context) {
            return policy.secret().equals("open");
        }
    }

    @Controller
    @UseGuards(PolicyGuard.class)
    static final class GuardedController {
        @MessagePattern("guarded")
        String guarded() {
            return "in";
        }
    }

    @Module(controllers = GuardedController.class)
    static final class GuardedModule {
        @Provides
        Policy policy() {
            return new Policy("open");
        }
    }

    @Test
    void a_guard_that_an_annotation_names_is_made_with_what_its_controller_s_module_sees() {
        try (var service =
                        Rookery.createMicroservice(GuardedModule.class, world).listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(client.request("guarded", String.class).block(LIMIT)).isEqualTo("in");
            assertThat(service).isNotNull();
        }
    }

    @Module(controllers = GuardedController.class)
    static final class NoPolicyModule {}

    @Test
    void a_guard_that_cannot_be_made_is_an_error_before_any_hook() {
        try (var service = Rookery.createMicroservice(NoPolicyModule.class, world)) {
            assertThat(catchThrowable(service::listen))
                    .isInstanceOf(WiringException.class)
                    .hasMessage(
                            "PolicyGuard (NoPolicyModule) needs Policy as parameter 1 of its constructor, and no module provides"
                                    + " it: add Policy.class to the providers of NoPolicyModule, or import a module that exports it");
        }
    }

    record TimedGuard(java.time.Clock clock) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return clock.millis() > 0;
        }
    }

    @Controller
    @UseGuards(PolicyGuard.class)
    static final class TwiceGuardedController {
        @MessagePattern("one")
        @UseGuards(TimedGuard.class)
        String one() {
            return "in";
        }

        @MessagePattern("two")
        String two() {
            return "in";
        }
    }

    @Module(controllers = TwiceGuardedController.class)
    static final class NothingForGuardsModule {}

    @Test
    void guards_that_cannot_be_made_are_told_all_at_once() {
        try (var service = Rookery.createMicroservice(NothingForGuardsModule.class, world)) {
            assertThat(catchThrowable(service::listen))
                    .isInstanceOf(WiringException.class)
                    .hasMessage("The modules of NothingForGuardsModule have 2 mistakes:\n"
                            + "1. PolicyGuard (NothingForGuardsModule) needs Policy as parameter 1 of its constructor, and no module"
                            + " provides it: add Policy.class to the providers of NothingForGuardsModule, or import a module that exports"
                            + " it\n"
                            + "2. TimedGuard (NothingForGuardsModule) needs Clock as parameter 1 of its constructor, and no module"
                            + " provides it: give NothingForGuardsModule a @Provides method that returns it, or import a module that"
                            + " exports it");
        }
    }

    @Test
    void global_components_are_for_every_handler_and_come_before_the_start() {
        try (var service = Rookery.createMicroservice(MathModule.class, world)
                        .useGlobalGuards(context -> false)
                        .listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(catchThrowable(() -> client.request("{cmd: 'sum'}", List.of(1), Integer.class)
                            .block(LIMIT)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("Forbidden");
            assertThat(catchThrowable(() -> service.useGlobalGuards(context -> true)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "useGlobalGuards(…) comes too late: MathModule was started or closed before. Call it first");
        }
    }

    @Test
    void what_modules_provide_can_be_asked_for() {
        try (var service = Rookery.createMicroservice(
                DynamicModule.builder("Root")
                        .providers(ProviderDefinition.ofValue(Token.named("greeting", String.class), "hello"))
                        .controllers(MathController.class)
                        .build(),
                world)) {
            assertThat(service.get("greeting", String.class)).isEqualTo("hello");
            assertThat(service.get(MathController.class)).isNotNull();
        }
    }

    // ---- clients ----

    record Gateway(@Named("MATH_SERVICE") ClientProxy math) {}

    @Module(providers = Gateway.class)
    static final class GatewayModule {
        private static final InMemoryTransporter MATH = new InMemoryTransporter();

        @Imports
        static DynamicModule clients() {
            return ClientsModule.register("MATH_SERVICE", MATH);
        }
    }

    @Test
    void a_registered_client_is_injected_and_closed_at_the_end() {
        try (var service =
                Rookery.createMicroservice(MathModule.class, GatewayModule.MATH).listen()) {
            assertThat(service).isNotNull();
            ClientProxy math;
            try (var gateway =
                    Rookery.createMicroservice(GatewayModule.class, world).listen()) {
                math = gateway.get(Gateway.class).math();
                assertThat(math.request("{cmd: 'sum'}", List.of(2, 3), Integer.class)
                                .block(LIMIT))
                        .isEqualTo(5);
            }
            assertThat(catchThrowable(() -> math.request("{cmd: 'sum'}", List.of(2, 3), Integer.class)
                            .block(LIMIT)))
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    // ---- start ----

    static final class Heard {
        final List<String> what = new CopyOnWriteArrayList<>();
    }

    @Controller
    static final class EarlyController {
        private final Heard heard;

        EarlyController(Heard heard) {
            this.heard = heard;
        }

        @MessagePattern("early")
        String early() {
            heard.what.add("message");
            return "done";
        }
    }

    static final class SlowBootstrap implements OnModuleInit, OnApplicationBootstrap {
        private final Heard heard;
        private final CountDownLatch mayGoOn;

        SlowBootstrap(Heard heard, CountDownLatch mayGoOn) {
            this.heard = heard;
            this.mayGoOn = mayGoOn;
        }

        @Override
        public void onModuleInit() {
            heard.what.add("init");
        }

        @Override
        public void onApplicationBootstrap() throws InterruptedException {
            assertThat(mayGoOn.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            heard.what.add("bootstrapped");
        }
    }

    @Test
    void no_message_reaches_a_handler_before_the_bootstrap_is_over() throws Exception {
        var heard = new Heard();
        var mayGoOn = new CountDownLatch(1);
        var root = DynamicModule.builder("Root")
                .providers(
                        ProviderDefinition.ofValue(Token.of(Heard.class), heard),
                        ProviderDefinition.ofValue(Token.of(CountDownLatch.class), mayGoOn))
                .providers(SlowBootstrap.class)
                .controllers(EarlyController.class)
                .build();
        try (var service = Rookery.createMicroservice(root, world);
                var client = ClientProxyFactory.create(world)) {
            var listening = CompletableFuture.supplyAsync(service::listen);
            var tooEarly = client.request("early", String.class)
                    .retryWhen(reactor.util.retry.Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(5)))
                    .toFuture();
            assertThat(tooEarly).isNotDone();
            mayGoOn.countDown();

            assertThat(listening.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isSameAs(service);
            assertThat(tooEarly.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(heard.what).containsExactly("init", "bootstrapped", "message");
        }
    }

    @Test
    void the_start_is_told_and_when_it_is_done() {
        try (var log = new LogRecorder();
                var service =
                        Rookery.createMicroservice(MathModule.class, world).listen()) {
            assertThat(service).isNotNull();
            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).matches("INFO Ready on memory in \\d+ ms: 1 handlers"),
                            line -> assertThat(line).matches("INFO Started MathModule in \\d+ ms"));
        }
    }

    @Test
    void an_application_starts_once() {
        try (var service = Rookery.createMicroservice(MathModule.class, world)) {
            assertThat(catchThrowable(service::awaitShutdown))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("MathModule was not started, so its end cannot be waited for: start it first");
            service.listen();
            assertThat(catchThrowable(service::listen))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "MathModule was started or closed before: an application starts once, create another one");
        }
    }

    @Test
    void status_and_events_can_be_asked_for_before_the_start() {
        var service = Rookery.createMicroservice(MathModule.class, world);
        var kinds = new CopyOnWriteArrayList<ConnectionStatus.Kind>();
        var hearing = service.status().map(ConnectionStatus::kind).subscribe(kinds::add);
        service.listen();
        service.close();
        hearing.dispose();

        assertThat(kinds)
                .containsExactly(
                        ConnectionStatus.Kind.DISCONNECTED,
                        ConnectionStatus.Kind.CONNECTED,
                        ConnectionStatus.Kind.CLOSED);
    }

    record Resource(Heard heard) implements OnModuleInit, OnModuleDestroy {
        @Override
        public void onModuleInit() {
            heard.what.add("taken");
        }

        @Override
        public void onModuleDestroy() {
            heard.what.add("given back");
        }
    }

    @Test
    void a_start_that_fails_gives_everything_back() {
        var heard = new Heard();
        var root = DynamicModule.builder("Root")
                .imports(ClientsModule.register("MATH", world))
                .providers(ProviderDefinition.ofValue(Token.of(Heard.class), heard))
                .providers(Resource.class)
                .controllers(MathController.class)
                .build();
        try (var service = Rookery.createMicroservice(root, NamedTransporter.whosePortIsInUse())) {
            var client = service.get("MATH", ClientProxy.class);

            assertThat(catchThrowable(service::listen))
                    .isInstanceOf(StartException.class)
                    .hasMessage("localhost:3000 is in use: stop what listens there, or take another port");
            assertThat(heard.what).containsExactly("taken", "given back");
            assertThat(catchThrowable(() -> client.request("x", String.class).block(LIMIT)))
                    .isInstanceOf(ClientClosedException.class);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("rookery-keep-alive");
            service.awaitShutdown();
        }
    }

    @Test
    void a_handler_that_cannot_be_stops_the_start() {
        try (var service = Rookery.createMicroservice(
                DynamicModule.builder("Root").controllers(Idle.class).build(), world)) {
            assertThat(catchThrowable(service::listen)).isInstanceOf(HandlerDefinitionException.class);
        }
    }

    @Controller
    static final class Idle {}

    // ---- the end ----

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
            return Mono.delay(Duration.ofMillis(200)).map(tick -> {
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
}
