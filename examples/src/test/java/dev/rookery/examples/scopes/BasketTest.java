package dev.rookery.examples.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.test.RookeryTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The request-scoped and tenant-scoped instances of the page on testing. */
final class BasketTest {

    @Test
    void what_belongs_to_one_message() {
        try (var service = RookeryTest.microservice(ScopesModule.class).start()) {
            var message = service.message("checkout", Map.of("user", "Ada"));

            assertThat(message.resolve(Basket.class).owner()).isEqualTo("Ada by checkout via memory");
            assertThat(message.resolve(CheckoutController.class).checkout()) // with that very basket
                    .isEqualTo(message.resolve(Basket.class).owner());
        }
    }

    @Test
    void what_asks_a_provider() {
        try (var service = RookeryTest.microservice(ScopesModule.class).start()) {
            var price = service.get(PriceController.class);
            var message = service.message("price", Map.of("user", "Ada"));

            assertThat(message.call(price::price)).isEqualTo("Ada by price via memory");
        }
    }

    @Test
    void what_belongs_to_a_tenant() {
        try (var service = RookeryTest.microservice(ScopesModule.class).start()) {
            var message = service.message("count", "x", Map.of("tenant", "Ada")); // the third are the headers

            assertThat(message.resolve(TenantCache.class).count("x")).isEqualTo("Ada 1");
        }
    }
}
