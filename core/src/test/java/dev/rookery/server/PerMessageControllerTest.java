package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.handler.ControllerSource;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Interceptor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A controller that is made for each message. */
class PerMessageControllerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    record Numbered(int number, String attached) {
        @MessagePattern("number")
        String number(int summand) {
            return number + summand + " " + attached;
        }
    }

    /** Attaches a text to the message, and calls the handler twice. */
    record Twice() implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            context.attached("who", () -> "attached");
            return next.handle().concatWith(next.handle()).takeLast(1);
        }
    }

    @Test
    void it_is_made_when_the_handler_is_called_and_sees_what_was_attached() {
        var made = new AtomicInteger();
        var world = new InMemoryTransporter();
        var source = new ControllerSource.PerMessage(
                Numbered.class,
                message -> new Numbered(made.incrementAndGet(), message.attached("who", () -> "nobody was here")));
        try (var server = MicroserviceServer.builder()
                        .controller(source, ComponentFactory.byConstructor())
                        .globalInterceptors(new Twice())
                        .transporter(world)
                        .start();
                var client = ClientProxyFactory.create(world)) {
            assertThat(made).hasValue(0);
            assertThat(client.request("number", 10, String.class).block(LIMIT)).isEqualTo("12 attached");
            assertThat(client.request("number", 10, String.class).block(LIMIT)).isEqualTo("14 attached");
            assertThat(server.handlers()).hasSize(1);
        }
    }
}
