package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.MathModule.MathController;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Provides;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service makes of its modules: handlers, guards and clients. */
final class MicroserviceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter world = new InMemoryTransporter();

    // ---- messages, modules, components ----

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
}
