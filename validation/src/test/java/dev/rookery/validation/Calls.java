package dev.rookery.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.Pipe;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the pattern {@code call} of a controller, in memory. */
final class Calls {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Object controller;
    private final List<Pipe<?, ?>> pipes;

    private Calls(Object controller, List<Pipe<?, ?>> pipes) {
        this.controller = controller;
        this.pipes = pipes;
    }

    static Calls of(Object controller, Pipe<?, ?>... pipes) {
        return new Calls(controller, List.of(pipes));
    }

    @Nullable Object with(@Nullable Object data) {
        var transporter = new InMemoryTransporter();
        var builder = MicroserviceServer.builder().controller(controller).transporter(transporter);
        for (var pipe : pipes) {
            builder.globalPipes(pipe);
        }
        try (var server = builder.start();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(server.handlers()).isNotEmpty();
            return client.request("call", data, Object.class).block(WAIT);
        }
    }

    void assertPasses(@Nullable Object data) {
        assertThat(with(data)).isEqualTo("ok");
    }

    void assertError(@Nullable Object data, Map<String, ?> body) {
        assertThatThrownBy(() -> with(data))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error()).isEqualTo(body));
    }

    void assertRefused(@Nullable Object data, String... messages) {
        assertError(
                data,
                Map.of("status", "error", "statusCode", 400, "message", List.of(messages), "error", "Bad Request"));
    }
}
