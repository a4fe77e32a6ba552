package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.MathModule.MathController;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.OnApplicationBootstrap;
import dev.rookery.module.OnModuleDestroy;
import dev.rookery.module.OnModuleInit;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a service starts, or does not. */
final class MicroserviceStartTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter world = new InMemoryTransporter();

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
                            line -> assertThat(line).matches("INFO Ready on memory in \\d+ ms: 1 handler"),
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

    @Test
    void a_listener_that_was_stopped_before_the_start_is_not_started() {
        var heard = new Heard();
        try (var app = Rookery.create(MathModule.class)) {
            var kinds = new CopyOnWriteArrayList<ConnectionStatus.Kind>();
            var stopped = app.connectMicroservice(new NamedTransporter("told", world, false, heard.what::add));
            app.connectMicroservice(NamedTransporter.of("other"));
            stopped.stop();
            stopped.stop();
            app.startAllMicroservices();
            stopped.status().map(ConnectionStatus::kind).subscribe(kinds::add);

            assertThat(heard.what).doesNotContain("transport started");
            assertThat(stopped.addresses()).isEmpty();
            assertThat(kinds).doesNotContain(ConnectionStatus.Kind.CONNECTED);
        }
    }

    record Stopper(List<Listener> listeners) implements OnModuleInit {
        @Override
        public void onModuleInit() {
            listeners.forEach(Listener::stop);
        }
    }

    @Test
    void a_hook_may_stop_a_listener_that_would_be_started_next() {
        var heard = new Heard();
        var listeners = new ArrayList<Listener>();
        var stopper = new Stopper(listeners);
        var root = DynamicModule.builder("Root")
                .providers(ProviderDefinition.ofValue(Token.of(Stopper.class), stopper))
                .controllers(MathController.class)
                .build();
        try (var app = Rookery.create(root);
                var client = ClientProxyFactory.create(world)) {
            listeners.add(app.connectMicroservice(
                    new NamedTransporter("told", new InMemoryTransporter(), false, heard.what::add)));
            app.connectMicroservice(world);
            app.startAllMicroservices();

            assertThat(heard.what).doesNotContain("transport started");
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 1), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(2);
        }
    }
}
