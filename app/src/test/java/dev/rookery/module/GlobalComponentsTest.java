package dev.rookery.module;

import static dev.rookery.module.Told.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Application;
import dev.rookery.Listener;
import dev.rookery.Rookery;
import dev.rookery.annotation.Catch;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.ResolvedBy;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UsePipes;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PreRequestHook;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Guards and their like that modules provide for every handler, and those that are made for each message. */
final class GlobalComponentsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter world = new InMemoryTransporter();

    private @Nullable Object ask(String pattern, Object payload) {
        try (var client = ClientProxyFactory.create(world)) {
            return client.request(pattern, payload, Object.class).block(LIMIT);
        }
    }

    /** What happened, in order. */
    static final class Trail {
        final List<String> steps = new CopyOnWriteArrayList<>();
    }

    // ---- from modules ----

    @Global
    record TrailHook(Trail trail) implements PreRequestHook {
        @Override
        public Flux<Object> handle(ExecutionContext context, CallHandler next) {
            trail.steps.add("hook");
            return next.handle();
        }
    }

    @Global
    record TrailGuard(Trail trail) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            trail.steps.add("guard");
            return true;
        }
    }

    @Global
    record TrailInterceptor(Trail trail) implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            trail.steps.add("interceptor");
            return next.handle();
        }
    }

    @Global
    record TrailPipe(Trail trail) implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            trail.steps.add("pipe");
            return value;
        }
    }

    @Global
    @Catch(IllegalStateException.class)
    record TrailFilter(Trail trail) implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            trail.steps.add("filter");
            return error.getMessage() + "";
        }
    }

    @Module(
            providers = {
                Trail.class,
                TrailHook.class,
                TrailGuard.class,
                TrailInterceptor.class,
                TrailPipe.class,
                TrailFilter.class
            })
    static final class TrailModule {
        @Provides
        @Global
        Guard second(Trail trail) {
            return context -> trail.steps.add("second guard");
        }
    }

    @Controller
    static final class PlainController {
        @MessagePattern("plain")
        String plain(String text) {
            return text;
        }

        @MessagePattern("failing")
        String failing() {
            throw new IllegalStateException("failed");
        }
    }

    @Module(imports = TrailModule.class, controllers = PlainController.class)
    static final class RootModule {}

    @Test
    void what_a_module_provides_as_global_applies_to_every_handler() {
        try (var service = Rookery.createMicroservice(RootModule.class, world)
                .useGlobalGuards(context -> true)
                .listen()) {
            assertThat(ask("plain", "text")).isEqualTo("text");
            assertThat(ask("failing", "text")).isEqualTo("failed");
            assertThat(service.get(Trail.class).steps)
                    .containsSubsequence("hook", "second guard", "guard", "interceptor", "pipe", "hook", "filter");
            var described = service.handlers().getFirst();
            assertThat(described.guards()).hasSize(3).contains(TrailGuard.class, atIndex(1));
            assertThat(described.hooks()).containsExactly(TrailHook.class);
            assertThat(described.interceptors()).containsExactly(TrailInterceptor.class);
            assertThat(described.filters()).containsExactly(TrailFilter.class);
        }
    }

    @Global
    record NoComponent(int number) {}

    @Module
    static final class NoComponentModule {
        @Provides
        @Global
        String text() {
            return "text";
        }
    }

    @Module(providers = Misplaced.class)
    static final class MisplacedModule {}

    @Global
    static final class Misplaced {}

    @Test
    void a_global_provider_that_stands_around_no_handler_is_a_mistake() {
        told(
                NoComponentModule.class,
                "NoComponentModule.text() gives @Global among the providers of NoComponentModule, and no guard, pipe, interceptor,"
                        + " filter or hook: to let every module see it, export it and put @Global on NoComponentModule");
        told(
                MisplacedModule.class,
                "Misplaced is @Global among the providers of MisplacedModule, and no guard, pipe, interceptor, filter or hook: to let"
                        + " every module see it, export it and put @Global on MisplacedModule");
    }

    @Module
    static final class LoadingModule {
        final LazyModuleLoader loader;

        LoadingModule(LazyModuleLoader loader) {
            this.loader = loader;
        }
    }

    @Test
    void a_lazy_module_comes_too_late_to_provide_one() {
        var loader = Containers.of(LoadingModule.class).get(Token.of(LoadingModule.class)).loader;

        assertThat(catchThrowable(() -> loader.load(LateModule.class)))
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "LateModule is loaded lazily and has the @Global LateGuard, which could not apply to handlers any more: move it"
                                + " to a module that is imported from the start");
    }

    @Global
    static final class LateGuard implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return true;
        }
    }

    @Module(providers = LateGuard.class)
    static final class LateModule {}

    // ---- one for each message ----

    @Injectable(scope = Scope.REQUEST)
    static final class Ticket {
        private static final AtomicInteger COUNT = new AtomicInteger();
        final int number = COUNT.incrementAndGet();
    }

    record TicketPipe(Ticket ticket) implements Pipe<String, String> {
        @Override
        public String transform(@Nullable String value, ArgumentMetadata argument) {
            return value + "#" + ticket.number;
        }
    }

    @Catch(IllegalArgumentException.class)
    record TicketFilter(Ticket ticket) implements ExceptionFilter<IllegalArgumentException> {
        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            return error.getMessage() + " in #" + ticket.number;
        }
    }

    record TicketResolver(Ticket ticket) implements ArgumentResolver<TicketNumber> {
        @Override
        public Object resolve(TicketNumber annotation, ArgumentMetadata argument, ExecutionContext context) {
            return ticket.number;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ResolvedBy(TicketResolver.class)
    @interface TicketNumber {}

    @Global
    record TicketGuard(Ticket ticket) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return ticket.number > 0;
        }
    }

    @Controller
    @UseFilters(TicketFilter.class)
    static final class TicketController {
        @MessagePattern("ticket")
        List<Object> ticket(@UsePipes(TicketPipe.class) String text, @TicketNumber int number) {
            return List.of(text, number);
        }

        @MessagePattern("lost")
        String lost(@UsePipes(TicketPipe.class) String text) {
            if (text.isEmpty()) {
                return "empty";
            }
            throw new IllegalArgumentException(text);
        }

        @MessagePattern("other")
        String other(String text) {
            if (text.isEmpty()) {
                return "empty";
            }
            throw new IllegalStateException(text);
        }
    }

    @Module(
            controllers = TicketController.class,
            providers = {Ticket.class, TicketGuard.class})
    static final class TicketModule {}

    @Test
    void pipes_filters_and_resolvers_may_belong_to_a_message() {
        try (var service = Rookery.createMicroservice(TicketModule.class, world).listen()) {
            var before = Ticket.COUNT.get();
            assertThat(ask("ticket", "a")).isEqualTo(List.of("a#" + (before + 1), before + 1));
            assertThat(ask("ticket", "b")).isEqualTo(List.of("b#" + (before + 2), before + 2));
            assertThat(ask("lost", "c")).isEqualTo("c#" + (before + 3) + " in #" + (before + 3));
            assertThat(catchThrowable(() -> ask("other", "d"))).hasMessageContaining("Internal server error");
            var lost = service.handlers().getFirst();
            assertThat(lost.name()).isEqualTo("TicketController.lost(String)");
            assertThat(lost.guards()).containsExactly(TicketGuard.class);
            assertThat(lost.filters()).containsExactly(TicketFilter.class);
            assertThat(lost.parameters())
                    .singleElement()
                    .satisfies(parameter -> assertThat(parameter.pipes()).containsExactly(TicketPipe.class));
        }
    }

    // ---- several listeners ----

    @Test
    void a_listener_may_have_a_pipeline_of_its_own() {
        var other = new InMemoryTransporter();
        try (var app = Rookery.create(RootModule.class).useGlobalGuards(context -> false);
                var client = ClientProxyFactory.create(other)) {
            var shared = app.connectMicroservice(world);
            var own = app.connectMicroservice(other)
                    .withoutApplicationPipeline()
                    .useGlobalFilters((ExceptionFilter<Throwable>) (error, context) -> "own");
            app.startAllMicroservices();

            assertThat(catchThrowable(() -> ask("plain", "text"))).hasMessageContaining("Forbidden");
            assertThat(client.request("plain", "text", String.class).block(LIMIT))
                    .isEqualTo("text");
            assertThat(client.request("failing", 1, String.class).block(LIMIT)).isEqualTo("own");
            assertThat(app.listeners()).containsExactly(shared, own);
            assertTooLate(own);
        }
    }

    private static void assertTooLate(Listener listener) {
        assertThat(catchThrowable(listener::withoutApplicationPipeline))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "withoutApplicationPipeline(…) comes too late: the listener on memory was started. Call it first");
    }

    @Test
    void a_listener_can_be_stopped_alone() {
        var other = new InMemoryTransporter();
        try (Application app = Rookery.create(RootModule.class);
                var client = ClientProxyFactory.create(other)) {
            var stopped = app.connectMicroservice(other);
            app.connectMicroservice(world);
            app.startAllMicroservices();
            stopped.stop();
            stopped.stop();

            assertThat(catchThrowable(
                            () -> client.request("plain", "text", String.class).block(LIMIT)))
                    .isNotNull();
            assertThat(ask("plain", "text")).isEqualTo("text");
        }
    }
}
