package dev.rookery.examples.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pipes of the docs. */
final class CatalogTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static void withClient(Consumer<ClientProxy> test) {
        var transporter = new InMemoryTransporter();
        var options = ClientOptions.builder()
                .dispatchHook(message -> message.header("page", "3"))
                .build();
        try (var service = Rookery.createMicroservice(CatalogModule.class, transporter)
                        .listen();
                var client = ClientProxyFactory.create(transporter, options)) {
            assertThat(service).isNotNull();
            test.accept(client);
        }
    }

    private static @Nullable Object call(ClientProxy client, String pattern, Map<String, ?> data) {
        return client.request(pattern, data, Object.class).block(LIMIT);
    }

    private static @Nullable Object error(ClientProxy client, String pattern, Map<String, ?> data) {
        return catchThrowableOfType(RemoteException.class, () -> call(client, pattern, data))
                .error();
    }

    @Test
    void texts_become_what_the_parameters_are() {
        withClient(client -> {
            var listed = call(client, "catalog.list", Map.of("ids", "1;2", "color", "RED"));
            assertThat(listed).isEqualTo(Map.of("page", 3, "ids", List.of(1, 2), "color", "RED"));
            assertThat(call(client, "catalog.find", Map.of("name", " pear "))).isEqualTo("pear");
            assertThat(call(client, "catalog.top", Map.of("count", "7"))).isEqualTo(List.of(7));
            assertThat(call(client, "catalog.add", Map.of("sku", "pear", "price", 3)))
                    .isEqualTo("pear");
        });
    }

    @Test
    void what_does_not_fit_is_told_to_the_caller() {
        withClient(client -> {
            assertThat(error(client, "catalog.list", Map.of("ids", "1;x")))
                    .isEqualTo(Map.of("code", "BAD_ARGUMENT", "place", "ids[1]", "expected", "a whole number"));
            assertThat(error(client, "catalog.top", Map.of("count", 11)))
                    .isEqualTo(Map.of(
                            "status", "error", "statusCode", 400, "message", "count is 11 (expected: at most 10)"));
            assertThat(error(client, "catalog.add", Map.of("sku", "pear", "price", 3, "vat", 1)))
                    .isEqualTo(Map.of(
                            "status",
                            "error",
                            "code",
                            "INVALID_PAYLOAD",
                            "message",
                            "The payload has an unknown property at $.vat (expected: one of price, sku)"));
        });
    }
}
