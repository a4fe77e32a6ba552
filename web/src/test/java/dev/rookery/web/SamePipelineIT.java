package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** The same components do the same, in the same order, whichever way a request comes in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamePipelineIT {
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();
    private static final InMemoryTransporter MEMORY = new InMemoryTransporter();

    record Greeting(String name) {}

    static final class Doorman implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            STEPS.add("guard " + context.handler().getName());
            return !"stranger".equals(context.payload().property("name").bind(String.class));
        }
    }

    static final class Around implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            STEPS.add("before");
            return next.handle().<Object>map(value -> value + "!").doOnComplete(() -> STEPS.add("after"));
        }
    }

    static final class Trim implements Pipe<Greeting, Greeting> {
        @Override
        public @Nullable Greeting transform(@Nullable Greeting value, ArgumentMetadata argument) {
            STEPS.add("pipe " + argument.kind() + " " + argument.place());
            return value == null ? null : new Greeting(value.name().strip());
        }
    }

    @Catch(IllegalArgumentException.class)
    static final class Softener implements ExceptionFilter<IllegalArgumentException> {
        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            STEPS.add("filter " + error.getMessage());
            return "sorry, " + error.getMessage();
        }
    }

    @Controller
    @UseGuards(Doorman.class)
    @UseInterceptors(Around.class)
    @UsePipes(Trim.class)
    @UseFilters(Softener.class)
    static final class Greeter {
        @Post("greet")
        @MessagePattern("greet")
        String greet(@Body Greeting greeting) {
            STEPS.add("handler " + greeting.name());
            if (greeting.name().equals("nobody")) {
                throw new IllegalArgumentException("nobody is here");
            }
            return "hello " + greeting.name();
        }
    }

    @Module(controllers = Greeter.class)
    static final class GreeterModule {}

    private OpenDoor door;
    private ClientProxy client;

    @BeforeAll
    void open() {
        door = OpenDoor.of(GreeterModule.class, options -> options, app -> app.connectMicroservice(MEMORY));
        client = ClientProxyFactory.create(MEMORY);
    }

    @AfterAll
    void close() {
        client.close();
        door.close();
    }

    @BeforeEach
    void forget() {
        STEPS.clear();
    }

    private @Nullable Object overMessages(String name) {
        try {
            return client.request("greet", new Greeting(name), String.class).block(Duration.ofSeconds(10));
        } catch (RemoteException error) {
            return error.error() instanceof Map<?, ?> body ? body.get("message") : error.error();
        }
    }

    private @Nullable Object overHttp(String name) {
        var reply = door.postJson("/greet", "{\"name\":\"" + name + "\"}");
        return reply.status() < 300
                ? reply.text()
                : reply.json() instanceof Map<?, ?> body ? body.get("message") : reply.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {" Tom ", "nobody", "stranger"})
    void results_and_steps_are_equal(String name) {
        var message = overMessages(name);
        var steps = new ArrayList<>(STEPS);
        STEPS.clear();

        assertThat(overHttp(name)).isEqualTo(message);
        assertThat(STEPS).isEqualTo(steps).isNotEmpty();
    }

    @Test
    void the_steps_are_those_of_nest() {
        assertThat(overHttp(" Tom ")).isEqualTo("hello Tom!");

        assertThat(STEPS).containsExactly("guard greet", "before", "pipe PAYLOAD the payload", "handler Tom", "after");
    }
}
