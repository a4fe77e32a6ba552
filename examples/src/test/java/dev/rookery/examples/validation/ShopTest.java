package dev.rookery.examples.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.Rookery;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The validation of the docs. */
final class ShopTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final InMemoryTransporter transporter = new InMemoryTransporter();

    private static @Nullable Object error(ClientProxy client, String pattern, Map<String, ?> data) {
        return catchThrowableOfType(
                        RemoteException.class,
                        () -> client.request(pattern, data, Object.class).block(LIMIT))
                .error();
    }

    private static Map<String, Object> order(int quantity) {
        return Map.of("email", "ann@example.org", "lines", List.of(Map.of("sku", "pear", "quantity", quantity)));
    }

    @Test
    void constraints_of_the_contract_hold() {
        try (var service = Rookery.createMicroservice(ShopModule.class, transporter)
                        .listen();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(service).isNotNull();
            assertThat(client.as(ShopApi.class).cancel(5)).isEqualTo(5);
            assertThat(client.request("shop.order", order(1), Integer.class).block(LIMIT))
                    .isEqualTo(1);
            assertThat(error(client, "shop.order", order(0)))
                    .isEqualTo(Map.of(
                            "status",
                            "error",
                            "statusCode",
                            400,
                            "message",
                            List.of("lines[0].quantity must be greater than 0"),
                            "error",
                            "Bad Request"));
        }
    }

    @Test
    void options_of_the_pipe_hold_for_all() {
        try (var service = ShopApp.start(transporter);
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(service).isNotNull();
            assertThat(error(client, "account.create", Map.of("id", 1, "name", "")))
                    .isEqualTo(Map.of(
                            "status",
                            "error",
                            "statusCode",
                            422,
                            "message",
                            Map.of("id", List.of("must be null"), "name", List.of("must not be blank")),
                            "error",
                            "Unprocessable Entity"));
            assertThat(error(client, "account.update", Map.of("name", "ann", "role", "boss")))
                    .isEqualTo(Map.of(
                            "status",
                            "error",
                            "code",
                            "INVALID_PAYLOAD",
                            "message",
                            "The payload has an unknown property at $.role (expected: one of id, name)"));
        }
    }
}
