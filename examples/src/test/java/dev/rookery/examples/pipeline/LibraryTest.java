package dev.rookery.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages on guards, interceptors and filters. */
final class LibraryTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter transporter = new InMemoryTransporter();

    private @Nullable Object ask(String user, String pattern, Object payload) {
        var options = ClientOptions.builder()
                .dispatchHook(message -> message.header("user", user))
                .build();
        try (var client = ClientProxyFactory.create(transporter, options)) {
            return client.request(pattern, payload, Object.class).block(LIMIT);
        }
    }

    private @Nullable Object refused(String user, String pattern, Object payload) {
        return catchThrowableOfType(RemoteException.class, () -> ask(user, pattern, payload))
                .error();
    }

    @Test
    void annotations_say_who_may_call_a_handler() {
        try (var service =
                Rookery.createMicroservice(LibraryModule.class, transporter).listen()) {
            assertThat(ask("tom", "book.lend", Map.of("isbn", "1"))).isEqualTo("enjoy it, tom");
            assertThat(refused("eve", "book.lend", Map.of("isbn", "2")))
                    .isEqualTo(Map.of("status", "error", "message", "Forbidden resource"));
            assertThat(refused("tom", "book.remove", Map.of("isbn", "1")))
                    .isEqualTo(Map.of("status", "error", "message", "Forbidden resource"));
            assertThat(ask("ann", "book.remove", Map.of("isbn", "1"))).isEqualTo(true);
            assertThat(service).isNotNull();
        }
    }

    @Test
    void errors_are_answered_by_the_filter_and_the_interceptor() {
        try (var service =
                Rookery.createMicroservice(LibraryModule.class, transporter).listen()) {
            assertThat(ask("ann", "book.lend", Map.of("isbn", "1"))).isEqualTo("enjoy it, ann");
            assertThat(refused("tom", "book.lend", Map.of("isbn", "1")))
                    .isEqualTo(Map.of("status", "error", "code", "BOOK_IS_OUT", "message", "1 is out"));
            assertThat(ask("tom", "book.appraise", "123")).isEqualTo(3);
            assertThat(refused("tom", "book.appraise", ""))
                    .isEqualTo(Map.of("status", "error", "statusCode", 504, "message", "no appraisal in time"));
            service.get(MaintenanceHook.class).close();
            assertThat(refused("tom", "book.appraise", "123"))
                    .isEqualTo(Map.of("status", "error", "statusCode", 503, "message", "closed for today"));
        }
    }

    @Test
    void an_application_tells_of_its_handlers() {
        assertThat(LibraryApp.handlers())
                .contains("tcp [\"book.remove\"] CatalogController.remove(String) guarded by [RoleGuard]")
                .contains("memory [\"book.remove\"] CatalogController.remove(String) guarded by []");
    }
}
