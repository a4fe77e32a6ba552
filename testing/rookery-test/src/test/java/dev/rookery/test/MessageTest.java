package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.codec.TypeRef;
import dev.rookery.module.Injectable;
import dev.rookery.module.Scope;
import dev.rookery.module.Tenant;
import dev.rookery.module.TenantResolver;
import dev.rookery.module.Token;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.test.Shop.Basket;
import dev.rookery.test.Shop.ShopModule;
import dev.rookery.test.Shop.Till;
import dev.rookery.test.Shop.TillController;
import dev.rookery.transport.MessageContext;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Request-scoped instances without a handler. */
final class MessageTest {

    @Test
    void what_is_asked_of_a_message_belongs_together() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            var message = service.message("{cmd: 'owner'}", List.of("ann"));
            var other = service.message("{cmd: 'owner'}", List.of("bob"));

            assertThat(message.resolve(Till.class).basket()).isSameAs(message.resolve(Basket.class));
            assertThat(message.resolve(TillController.class).owner("")).isEqualTo("{\"cmd\":\"owner\"} [ann]");
            assertThat(other.resolve(Basket.class)).isNotSameAs(message.resolve(Basket.class));
        }
    }

    @Test
    void a_message_knows_its_handler() throws Exception {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            var context = service.message("{cmd: 'owner'}", "ann").context();

            assertThat(context.controller()).isEqualTo(TillController.class);
            assertThat(context.handler()).isEqualTo(TillController.class.getDeclaredMethod("owner", String.class));
            assertThat(context.isEvent()).isFalse();
            assertThat(context.payload().as(String.class)).isEqualTo("ann");
            assertThat(service.message("sold", "").context().isEvent()).isTrue();
        }
    }

    @Test
    void a_message_needs_no_handler() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            var message = service.message("free", null);

            assertThat(message.resolve(Basket.class).owner()).isEqualTo("free null");
            assertThatThrownBy(() -> message.context().handler())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "No handler is bound to free, so that this message has none: make one with the pattern of a handler");
        }
    }

    @Controller
    static final class Listening {
        @EventPattern("birds.*")
        void heard(String what) {
            assertThat(what).isNotEmpty();
        }
    }

    @Test
    void a_wildcard_leads_to_its_handler() {
        try (var service = RookeryTest.microservice(module -> module.controllers(Listening.class))
                .start()) {
            var context = service.message("birds.rook", "caw").context();

            assertThat(context.controller()).isEqualTo(Listening.class);
            assertThat(context.route()).isEqualTo("birds.*");
            assertThat(context.as(MessageContext.class).map(MessageContext::pattern))
                    .contains("birds.rook");
        }
    }

    record Lazy(Provider<Basket> basket) {}

    @Test
    void code_runs_as_if_a_handler_called_it() {
        try (var service = RookeryTest.microservice(
                        module -> module.imports(ShopModule.class).providers(Basket.class, Lazy.class))
                .start()) {
            var lazy = service.get(Lazy.class);
            var message = service.message("pay", 5);

            assertThat(message.call(() -> lazy.basket().get().owner())).isEqualTo("pay 5");
            message.run(() -> assertThat(CurrentMessage.get()).contains(message.context()));
            assertThat(CurrentMessage.get()).isEmpty();
        }
    }

    static final class ByHeader implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            return message.as(MessageContext.class)
                    .flatMap(context -> context.header("tenant"))
                    .orElseThrow(NoSuchElementException::new);
        }
    }

    @Injectable(scope = Scope.TENANT)
    record Account(Tenant tenant) {}

    @Test
    void a_message_belongs_to_a_tenant() {
        try (var service = RookeryTest.microservice(module -> module.providers(ByHeader.class, Account.class))
                .start()) {
            var one = service.message("any", null, Map.of("tenant", "a"));
            var two = service.message("any", null, Map.of("tenant", "a"));

            assertThat(one.resolve(Account.class).tenant().key()).isEqualTo("a");
            assertThat(two.resolve(Account.class)).isSameAs(one.resolve(Account.class));
            assertThat(one.resolve(Token.of(new TypeRef<Account>() {}))).isSameAs(one.resolve(Account.class));
        }
    }
}
