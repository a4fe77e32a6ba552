package dev.rookery.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pipeline of the docs. */
final class OrdersTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter transporter = new InMemoryTransporter();

    @Test
    void who_has_the_role_gets_a_receipt_or_the_error_of_the_filter() {
        var options = ClientOptions.builder()
                .dispatchHook(message -> message.header("role", "customer"))
                .build();
        try (var service = Rookery.createMicroservice(OrdersModule.class, transporter)
                        .listen();
                var client = ClientProxyFactory.create(transporter, options)) {
            assertThat(service).isNotNull();
            assertThat(client.request("order.place", Map.of("sku", "apple"), OrdersController.Receipt.class)
                            .block(LIMIT))
                    .isEqualTo(new OrdersController.Receipt("apple"));
            assertThat(client.request("order.sku", Map.of("sku", "apple"), String.class)
                            .block(LIMIT))
                    .isEqualTo("apple");
            var refused = catchThrowableOfType(
                    RemoteException.class,
                    () -> client.request("order.place", Map.of("sku", "pear"), Map.class)
                            .block(LIMIT));
            assertThat(refused.code()).contains("OUT_OF_STOCK");
        }
    }

    @Test
    void who_has_no_role_is_kept_out() {
        try (var service = Rookery.createMicroservice(OrdersModule.class, transporter)
                        .listen();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(service).isNotNull();
            assertThat(catchThrowableOfType(
                            RemoteException.class,
                            () -> client.request("order.place", Map.of("sku", "apple"), Map.class)
                                    .block(LIMIT)))
                    .hasMessageContaining("Forbidden");
        }
    }
}
