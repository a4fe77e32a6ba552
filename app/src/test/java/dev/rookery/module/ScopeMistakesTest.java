package dev.rookery.module;

import static dev.rookery.module.Told.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ExecutionContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a newcomer is told of scopes, lazy modules and clients, whole. */
final class ScopeMistakesTest {

    @Injectable(scope = Scope.REQUEST)
    static final class Basket {}

    record Shop(Basket basket) implements OnModuleInit {
        @Override
        public void onModuleInit() {}
    }

    @Injectable(scope = Scope.REQUEST)
    static final class Ending {
        @PreDestroy
        void end() {}
    }

    @Injectable(scope = Scope.TENANT)
    static final class Pool implements OnModuleDestroy.Async {
        @Override
        public java.util.concurrent.CompletionStage<?> onModuleDestroy() {
            return java.util.concurrent.CompletableFuture.completedFuture("");
        }
    }

    static final class Tenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            return message.route();
        }
    }

    @Module(providers = {Shop.class, Basket.class, Ending.class, Pool.class, Tenants.class})
    static final class NeverCalledModule {}

    @Test
    void hooks_would_never_be_called() {
        told(
                NeverCalledModule.class,
                "The modules of NeverCalledModule have 3 mistakes:\n"
                        + "1. Shop (NeverCalledModule) is request-scoped, since it needs Basket (NeverCalledModule), and has OnModuleInit,"
                        + " which is called of what is made once alone: move it to a singleton, or take a jakarta.inject.Provider of what"
                        + " lives shorter\n"
                        + "2. Ending (NeverCalledModule) is request-scoped, and has @PreDestroy, which is called of what is made once"
                        + " alone: move it to a singleton, or take a jakarta.inject.Provider of what lives shorter\n"
                        + "3. Pool (NeverCalledModule) is tenant-scoped, and has OnModuleDestroy, which is called of what is made once"
                        + " alone: move it to a singleton, or take a jakarta.inject.Provider of what lives shorter");
    }

    @Module(providers = Basket.class)
    static final class NeedyModule {
        NeedyModule(Basket basket) {
            assertThat(basket).isNotNull();
        }
    }

    @Test
    void a_module_would_be_made_for_each_message() {
        told(
                NeedyModule.class,
                "NeedyModule (NeedyModule) is request-scoped, since it needs Basket (NeedyModule), and a module is made once: take a"
                        + " jakarta.inject.Provider of what lives shorter");
    }

    @Module
    static final class ClientModule {
        @Provides(scope = Scope.REQUEST)
        @Named("MATH")
        static ClientProxy math() {
            return ClientProxyFactory.create(new InMemoryTransporter());
        }
    }

    @Test
    void a_client_would_never_be_closed() {
        told(
                ClientModule.class,
                "ClientModule.math() (ClientModule) is request-scoped, and is a client, which nobody would close: make it once, or once a"
                        + " tenant");
    }

    // ---- tenants ----

    @Injectable(scope = Scope.TENANT)
    static final class Cache {}

    record Users(Cache cache) {}

    @Module(providers = {Users.class, Cache.class})
    static final class NoTenantsModule {}

    @Test
    void nobody_tells_the_tenants_apart() {
        told(
                NoTenantsModule.class,
                "Users (NoTenantsModule) is tenant-scoped, since it needs Cache (NoTenantsModule), and no module provides a"
                        + " TenantResolver, which says whose message one is: add one to the providers of NoTenantsModule");
    }

    record Later(jakarta.inject.Provider<Tenant> tenant) {}

    @Module(providers = Later.class)
    static final class LaterTenantModule {}

    @Test
    void somebody_asks_for_the_tenant_and_nobody_tells_them_apart() {
        told(
                LaterTenantModule.class,
                "Later (LaterTenantModule) needs Tenant, and no module provides a TenantResolver, which says whose message one is: add"
                        + " one to the providers of LaterTenantModule");
    }

    static final class OtherTenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            return "all";
        }
    }

    @Module(providers = {Cache.class, Tenants.class, OtherTenants.class})
    static final class TwoTenantsModule {}

    @Test
    void two_tell_the_tenants_apart() {
        told(
                TwoTenantsModule.class,
                "Cache (TwoTenantsModule) is tenant-scoped, and 2 TenantResolvers are provided: Tenants (TwoTenantsModule), OtherTenants"
                        + " (TwoTenantsModule). Leave one");
    }

    record RequestTenants(Basket basket) implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            return basket;
        }
    }

    @Module(providers = {Cache.class, RequestTenants.class, Basket.class})
    static final class RequestTenantsModule {}

    @Test
    void who_tells_the_tenants_apart_lives_too_short() {
        told(
                RequestTenantsModule.class,
                "RequestTenants (RequestTenantsModule) is request-scoped, since it needs Basket (RequestTenantsModule), and tells the"
                        + " tenants apart: let it be a singleton");
    }

    // ---- controllers of lazy modules ----

    @Controller
    static final class PipedController {
        @MessagePattern("piped")
        Object piped(Object value) {
            return value;
        }
    }

    // ---- asking ----

    @Injectable(scope = Scope.TRANSIENT)
    static final class Each {}

    @Module(providers = {Basket.class, Each.class})
    static final class AskedModule {
        final ModuleRef modules;

        AskedModule(ModuleRef modules) {
            this.modules = modules;
        }
    }

    @Test
    void there_is_more_than_one_of_what_is_asked_for() {
        var container = Containers.of(AskedModule.class);
        var modules = container.get(Token.of(AskedModule.class)).modules;

        assertThat(catchThrowable(() -> container.get(Token.of(Basket.class))))
                .hasMessage(
                        "Basket (AskedModule) is request-scoped, so that there is more than one: ask for it by resolve(…)");
        assertThat(catchThrowable(() -> modules.get(Each.class)))
                .hasMessage(
                        "Each (AskedModule) is transient, so that there is more than one: ask for it by resolve(…)");
        assertThat(catchThrowable(() -> modules.resolve(Basket.class)))
                .hasMessage(
                        "Basket (AskedModule) is request-scoped, and this thread handles no message: ask for it in a handler, or in what a"
                                + " handler calls");
        assertThat(catchThrowable(() -> modules.get(Clock.class)))
                .hasMessage(
                        "ModuleRef (AskedModule) needs Clock for get(…), and no module provides it: give AskedModule a @Provides"
                                + " method that returns it, or import a module that exports it");
        assertThat(catchThrowable(() -> modules.create(Clock.class)))
                .hasMessage(
                        "Clock is abstract and cannot be made: name a concrete class, or write a @Provides method that returns it");
    }

    // ---- lazy modules ----

    @Module(controllers = PipedController.class, providers = Basket.class)
    static final class LateControllerModule {}

    @Module
    static final class LoadingModule {
        final LazyModuleLoader loader;

        LoadingModule(LazyModuleLoader loader) {
            this.loader = loader;
        }
    }

    @Module(providers = Shelf.class)
    static final class LateMissingModule {}

    record Shelf(Clock clock) {}

    @Test
    void a_lazy_module_cannot_be_loaded_and_is_forgotten() {
        var loader = Containers.of(LoadingModule.class).get(Token.of(LoadingModule.class)).loader;

        for (var attempt : List.of(1, 2)) {
            assertThat(catchThrowable(() -> loader.load(LateControllerModule.class)))
                    .as("attempt %s", attempt)
                    .isInstanceOf(WiringException.class)
                    .hasMessage(
                            "LateControllerModule is loaded lazily and has the controller PipedController, whose handlers could not be"
                                    + " bound any more: move it to a module that is imported from the start");
        }
        assertThat(catchThrowable(() -> loader.load(LateMissingModule.class)))
                .hasMessage(
                        "Shelf (LateMissingModule) needs Clock as parameter 1 of its constructor, and no module provides it: give"
                                + " LateMissingModule a @Provides method that returns it, or import a module that exports it");
        assertThat(catchThrowable(() -> loader.load(Shelf.class)))
                .hasMessage("Shelf is loaded lazily and is no module: annotate it with @Module");
    }

    // ---- clients ----

    static final class NoContract {
        @Inject
        @Client
        String text;
    }

    static final class FixedClient {
        @Client
        static @Nullable ClientProxy client;
    }

    @Module(providers = {NoContract.class, FixedClient.class})
    static final class BadClientModule {}

    @Test
    void a_client_is_asked_for_as_something_else() {
        told(
                BadClientModule.class,
                "The modules of BadClientModule have 2 mistakes:\n"
                        + "1. The field client of FixedClient has @Client and is final or static: inject it through the constructor\n"
                        + "2. NoContract (BadClientModule) needs @Client(dev.rookery.module.Client.Default.class) String in its field text,"
                        + " and @Client gives a ClientProxy or a contract: ask for a ClientProxy, or for an interface with"
                        + " @MessagePattern or @EventPattern on its methods");
    }

    @Test
    void a_contract_is_no_interface() {
        told(
                DynamicModule.builder("Root")
                        .imports(ClientsModule.contract(Shelf.class, new InMemoryTransporter()))
                        .build(),
                "Shelf (ClientsModule(Shelf)) could not be made: dev.rookery.module.ScopeMistakesTest$Shelf is no interface: a contract is"
                        + " one, with @MessagePattern or @EventPattern on its methods");
    }

    @Test
    void a_client_needs_what_is_not_imported() {
        told(
                DynamicModule.builder("Root")
                        .imports(ClientsModule.registerAsync(
                                "MATH", Token.of(Clock.class), clock -> new InMemoryTransporter()))
                        .build(),
                "@Named(\"MATH\") ClientProxy (ClientsModule(MATH)) needs Clock as parameter 1 of its factory, and no module provides it:"
                        + " give ClientsModule(MATH) a @Provides method that returns it, or import a module that exports it");
    }
}
