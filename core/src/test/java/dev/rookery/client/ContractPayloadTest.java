package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a typed client sends, and a controller that implements the same contract gets. */
class ContractPayloadTest {

    interface Shop {
        @MessagePattern("lend")
        String lend(@Payload("isbn") String isbn, @Payload("days") int days);

        @MessagePattern("find")
        String find(@Payload("isbn") @Nullable String isbn);

        @MessagePattern("count")
        int count(List<String> isbns);

        @MessagePattern("all")
        String all();
    }

    static class ShopController implements Shop {
        @Override
        public String lend(String isbn, int days) {
            return isbn + " for " + days;
        }

        @Override
        public String find(@Nullable String isbn) {
            return "found " + isbn;
        }

        @Override
        public int count(List<String> isbns) {
            return isbns.size();
        }

        @Override
        public String all() {
            return "all";
        }
    }

    @Test
    void members_of_the_payload_are_put_together_as_the_controller_takes_them_apart() {
        var transporter = new InMemoryTransporter();
        try (var server = MicroserviceServer.builder()
                        .controller(new ShopController())
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            var shop = client.as(Shop.class);

            assertThat(shop.lend("1", 14)).isEqualTo("1 for 14");
            assertThat(shop.find("2")).isEqualTo("found 2");
            assertThat(shop.find(null)).isEqualTo("found null");
            assertThat(shop.count(List.of("a", "b"))).isEqualTo(2);
            assertThat(shop.all()).isEqualTo("all");
            assertThat(server.handlers()).hasSize(4);
        }
    }

    interface TwoPayloads {
        @MessagePattern("two")
        String two(String first, String second);
    }

    interface Mixed {
        @MessagePattern("mixed")
        String mixed(@Payload("a") String first, String second);
    }

    interface Twice {
        @MessagePattern("twice")
        String twice(@Payload("a") String first, @Payload("a") String second);
    }

    private static void assertRefused(Class<?> contract, String message) {
        try (var client = ClientProxyFactory.create(new InMemoryTransporter())) {
            assertThatThrownBy(() -> client.as(contract))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void a_payload_that_cannot_be_put_together_is_refused() {
        assertRefused(
                TwoPayloads.class,
                "TwoPayloads.two(String, String) takes 2 parameters, none of them by name (expected: the payload, nothing, or members of"
                        + " it with @Payload(\"name\"))");
        assertRefused(
                Mixed.class,
                "Mixed.mixed(String, String) takes 2 parameters, 1 of them with @Payload(\"name\") (expected: all, or one"
                        + " without)");
        assertRefused(
                Twice.class,
                "Twice.twice(String, String) takes 2 parameters, [a, a] by name (expected: each name once)");
    }
}
