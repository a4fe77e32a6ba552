package dev.rookery.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of a handler whose parameters are parsed, and what callers read where that fails. */
final class Parsing {
    private static final Duration WAIT = Duration.ofSeconds(10);

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    private Parsing() {}

    static @Nullable Object call(Object controller, @Nullable Object data) {
        return call(controller, data, Map.of());
    }

    static @Nullable Object call(Object controller, @Nullable Object data, Map<String, ?> metadata) {
        var transporter = new InMemoryTransporter();
        var options = ClientOptions.builder()
                .dispatchHook(message -> message.metadata(metadata))
                .build();
        try (var server = MicroserviceServer.builder()
                        .controller(controller)
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter, options)) {
            assertThat(server.handlers()).isNotEmpty();
            return client.request("call", data, Object.class).block(WAIT);
        }
    }

    static Map<String, @Nullable Object> member(String name, @Nullable Object value) {
        return Collections.singletonMap(name, value);
    }

    static void assertRefused(Object controller, @Nullable Object data, String message) {
        assertError(controller, data, Map.of(), 400, message, "Bad Request");
    }

    static void assertError(
            Object controller,
            @Nullable Object data,
            Map<String, ?> metadata,
            int status,
            String message,
            String reason) {
        assertThatThrownBy(() -> call(controller, data, metadata))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of(
                                        "status", "error", "statusCode", status, "message", message, "error", reason)));
    }
}
