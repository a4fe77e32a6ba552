package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.rookery.LogRecorder;
import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.server.ServerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What is made once a tenant, and when it goes. */
final class TenantScopeTest extends CountedProviders {
    static final class Tenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            var data = message.payload().as(String.class);
            return data == null ? "none" : data;
        }
    }

    @Injectable(scope = Scope.TENANT)
    static final class Pool {
        final int number = MADE.incrementAndGet();
        final Tenant tenant;

        Pool(Tenant tenant) {
            if (tenant.key().equals("unknown")) {
                throw new RpcException("no such tenant");
            }
            this.tenant = tenant;
        }

        @PreDestroy
        void close() {
            HEARD.add("closed " + tenant.key());
        }
    }

    record Repository(Pool pool, Shelf shelf) {}

    record PerMessage(Repository repository, RequestContext request) {}

    @Controller
    static final class TenantController {
        private final Repository repository;

        TenantController(Repository repository) {
            HEARD.add("controller");
            this.repository = repository;
        }

        @MessagePattern("tenant")
        String tenant(String name) {
            return name + " " + repository.pool().tenant.key() + " " + repository.pool().number;
        }
    }

    @Controller
    static final class MixedController {
        private final PerMessage each;
        private final Repository repository;

        MixedController(PerMessage each, Repository repository) {
            this.each = each;
            this.repository = repository;
        }

        @MessagePattern("mixed")
        String mixed(String name) {
            return name + " " + repository.pool().number + " " + repository.equals(each.repository());
        }
    }

    @Module(
            controllers = {TenantController.class, MixedController.class},
            providers = {Tenants.class, Pool.class, Repository.class, PerMessage.class, Shelf.class})
    static final class TenantModule {}

    @Test
    void a_tenant_scoped_provider_is_made_once_a_tenant_and_so_is_who_needs_it() {
        try (var service = serve(TenantModule.class)) {
            assertThat(List.of(ask("tenant", "a"), ask("tenant", "b"), ask("tenant", "a")))
                    .containsExactly("a a 1", "b b 2", "a a 1");
            assertThat(HEARD).containsExactly("controller", "controller");
            assertThat(List.of(ask("mixed", "a"), ask("mixed", "b"))).containsExactly("a 1 true", "b 2 true");
            assertThat(service).isNotNull();
        }
        assertThat(HEARD).containsExactlyInAnyOrder("controller", "controller", "closed a", "closed b");
    }

    @Test
    void an_error_of_a_tenant_s_constructor_reaches_the_caller_and_is_tried_again() {
        try (var service = serve(TenantModule.class)) {
            assertThat(catchThrowable(() -> ask("tenant", "unknown"))).hasMessageContaining("no such tenant");
            assertThat(catchThrowable(() -> ask("tenant", "unknown"))).hasMessageContaining("no such tenant");
            assertThat(MADE).hasValue(2);
            assertThat(service).isNotNull();
        }
    }

    @Test
    void the_tenant_that_was_silent_longest_goes_when_there_are_too_many() {
        var options = ApplicationOptions.builder().maxTenants(2).build();
        try (var service = Rookery.createMicroservice(TenantModule.class, world, ServerOptions.defaults(), options)
                .listen()) {
            ask("tenant", "a");
            ask("tenant", "b");
            ask("tenant", "a");
            HEARD.clear();
            ask("tenant", "c");

            await().until(() -> HEARD.contains("closed b"));
            assertThat(HEARD).containsExactlyInAnyOrder("closed b", "controller");
            assertThat(ask("tenant", "a")).isEqualTo("a a 1");
            assertThat(ask("tenant", "b")).isEqualTo("b b 4");
            assertThat(service).isNotNull();
        }
    }

    @Test
    void what_belongs_to_a_tenant_is_made_once_though_many_messages_come_at_once() {
        try (var service = serve(TenantModule.class)) {
            var answers = Flux.range(0, 100)
                    .flatMap(number -> client.request("tenant", number % 2 == 0 ? "a" : "b", String.class), 100)
                    .distinct()
                    .collectList()
                    .block(LIMIT);

            assertThat(answers).hasSize(2);
            assertThat(MADE).hasValue(2);
            assertThat(service).isNotNull();
        }
    }

    @Controller
    static final class AskingOnceController {
        private final Provider<Pool> later;

        AskingOnceController(Pool pool, Provider<Pool> later, Repository repository, PerMessage each) {
            assertThat(pool)
                    .isSameAs(repository.pool())
                    .isSameAs(each.repository().pool());
            this.later = later;
        }

        @MessagePattern("once")
        String once() {
            return later.get().number + " " + HEARD;
        }
    }

    static final class CountingTenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            HEARD.add("asked");
            return "all";
        }
    }

    @Module(
            controllers = AskingOnceController.class,
            providers = {CountingTenants.class, Pool.class, Repository.class, PerMessage.class, Shelf.class})
    static final class AskingOnceModule {}

    @Test
    void whose_message_one_is_is_asked_once_a_message() {
        try (var service = serve(AskingOnceModule.class)) {
            assertThat(client.request("once", String.class).block(LIMIT)).isEqualTo("1 [asked]");
            assertThat(service).isNotNull();
        }
    }

    @Injectable(scope = Scope.TENANT)
    static final class Draft {
        final int number = MADE.incrementAndGet();

        Draft(RequestContext request, Tenant tenant) {
            assertThat(request.data(String.class)).isEqualTo(tenant.key());
        }
    }

    @Controller
    static final class DraftController {
        private final Draft draft;

        DraftController(Draft draft) {
            this.draft = draft;
        }

        @MessagePattern("draft")
        String draft(String who) {
            return who + " " + draft.number;
        }
    }

    @Module(
            controllers = DraftController.class,
            providers = {Draft.class, Tenants.class})
    static final class DraftModule {}

    @Test
    void what_is_of_a_tenant_and_needs_the_message_is_of_the_message() {
        try (var service = serve(DraftModule.class)) {
            assertThat(List.of(ask("draft", "a"), ask("draft", "a"))).containsExactly("a 1", "a 2");
            assertThat(service).isNotNull();
        }
    }

    private Microservice serve(Class<?> root, int maxTenants) {
        var options = ApplicationOptions.builder().maxTenants(maxTenants).build();
        return Rookery.createMicroservice(root, world, ServerOptions.defaults(), options)
                .listen();
    }

    @Injectable(scope = Scope.TENANT)
    static final class SlowPool {
        static final AtomicReference<CountDownLatch> MAY_CLOSE = new AtomicReference<>(new CountDownLatch(0));

        private final Tenant tenant;

        SlowPool(Tenant tenant) {
            this.tenant = tenant;
        }

        @PreDestroy
        void close() throws InterruptedException {
            HEARD.add("closing " + tenant.key());
            assertThat(MAY_CLOSE.get().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            HEARD.add("closed " + tenant.key());
        }
    }

    @Controller
    static final class SlowPoolController {
        private final SlowPool pool;

        SlowPoolController(SlowPool pool) {
            this.pool = pool;
        }

        @MessagePattern("slow")
        String slow(String name) {
            return name + " " + pool.tenant.key();
        }
    }

    @Module(
            controllers = SlowPoolController.class,
            providers = {Tenants.class, SlowPool.class})
    static final class SlowPoolModule {}

    @Test
    void nobody_waits_for_the_end_of_another_tenant_but_the_shutdown() {
        var mayClose = new CountDownLatch(1);
        SlowPool.MAY_CLOSE.set(mayClose);
        try (var service = serve(SlowPoolModule.class, 1)) {
            assertThat(ask("slow", "a")).isEqualTo("a a");
            assertThat(ask("slow", "b")).isEqualTo("b b");
            await().until(() -> HEARD.contains("closing a"));
            assertThat(HEARD).doesNotContain("closed a");
            mayClose.countDown();
            assertThat(service).isNotNull();
        }
        assertThat(HEARD).containsExactlyInAnyOrder("closing a", "closed a", "closing b", "closed b");
    }

    static final class FailingPool {
        @PreDestroy
        void close() {
            assertThat(HEARD).contains("that it may close");
        }
    }

    @Controller
    static final class FailingPoolController {
        FailingPoolController(FailingPool pool) {
            assertThat(pool).isNotNull();
        }

        @MessagePattern("failing")
        String failing(String name) {
            return name;
        }
    }

    @Module(controllers = FailingPoolController.class, providers = Tenants.class)
    static final class FailingPoolModule {
        @Imports
        static DynamicModule pool() {
            return DynamicModule.builder("Pools")
                    .providers(ProviderDefinition.ofClass(FailingPool.class).in(Scope.TENANT))
                    .exports(FailingPool.class)
                    .build();
        }
    }

    @Test
    void what_fails_at_the_end_of_a_tenant_is_told_as_such() {
        try (var log = new LogRecorder();
                var service = serve(FailingPoolModule.class, 1)) {
            ask("failing", "a");
            ask("failing", "b");

            await().untilAsserted(() -> assertThat(log.lines())
                    .contains("ERROR @PreDestroy of FailingPool (Pools) failed; the service goes on"));
            assertThat(service).isNotNull();
        }
    }

    @Controller
    static final class PatientController {
        static final AtomicReference<CountDownLatch> MAY_GO_ON = new AtomicReference<>(new CountDownLatch(0));

        private final SlowPool pool;
        private final Provider<Pool> later;

        PatientController(SlowPool pool, Provider<Pool> later) {
            this.pool = pool;
            this.later = later;
        }

        @MessagePattern("patient")
        String patient(String name) throws InterruptedException {
            if (name.equals("a")) {
                HEARD.add("waiting");
                assertThat(MAY_GO_ON.get().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            return pool.tenant.key() + " " + later.get().tenant.key();
        }
    }

    @Module(
            controllers = PatientController.class,
            providers = {Tenants.class, SlowPool.class, Pool.class})
    static final class PatientModule {}

    @Test
    void what_is_made_for_a_tenant_that_was_given_up_is_ended_too() throws Exception {
        var mayGoOn = new CountDownLatch(1);
        PatientController.MAY_GO_ON.set(mayGoOn);
        SlowPool.MAY_CLOSE.set(new CountDownLatch(0));
        try (var service = serve(PatientModule.class, 1)) {
            var late = client.request("patient", "a", String.class).toFuture();
            await().until(() -> HEARD.contains("waiting"));
            assertThat(ask("patient", "b")).isEqualTo("b b");
            await().until(() -> HEARD.contains("closed a"));
            HEARD.clear();
            mayGoOn.countDown();

            assertThat(late.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("a a");
            await().until(() -> HEARD.contains("closed a"));
            assertThat(service).isNotNull();
        }
    }
}
