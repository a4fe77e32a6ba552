package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.server.ServerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import java.util.List;
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

            assertThat(HEARD).containsExactly("closed b", "controller");
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
}
