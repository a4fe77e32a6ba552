package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import jakarta.inject.Provider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Guards, interceptors and filters that need what belongs to the message. */
final class PipelineScopeTest extends CountedProviders {
    @Injectable(scope = Scope.REQUEST)
    static final class Trace {
        final List<String> steps = new CopyOnWriteArrayList<>(List.of("#" + MADE.incrementAndGet()));
    }

    record TraceGuard(Trace trace) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            trace.steps.add("guard");
            return !"refused".equals(context.payload().as(String.class));
        }
    }

    record TraceInterceptor(Trace trace) implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
            trace.steps.add("interceptor");
            return next.handle();
        }
    }

    @Catch(IllegalStateException.class)
    record TraceFilter(Provider<Trace> trace) implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            return error.getMessage() + " after " + trace.get().steps;
        }
    }

    @Controller
    @UseGuards(TraceGuard.class)
    @UseInterceptors(TraceInterceptor.class)
    @UseFilters(TraceFilter.class)
    static final class TraceController {
        private final Trace trace;

        TraceController(Trace trace, RequestContext request) {
            if ("broken".equals(request.data(String.class))) {
                throw new IllegalStateException("no controller");
            }
            HEARD.add("controller");
            this.trace = trace;
        }

        @MessagePattern("trace")
        String trace() {
            return trace.steps.toString();
        }
    }

    @Module(controllers = TraceController.class, providers = Trace.class)
    static final class TraceModule {}

    @Test
    void guards_and_interceptors_share_what_belongs_to_the_message() {
        try (var service = serve(TraceModule.class)) {
            assertThat(ask("trace", "x")).isEqualTo("[#1, guard, interceptor]");
            assertThat(ask("trace", "x")).isEqualTo("[#2, guard, interceptor]");
            assertThat(service).isNotNull();
        }
    }

    @Test
    void a_message_that_a_guard_refuses_costs_no_controller() {
        try (var service = serve(TraceModule.class)) {
            assertThat(catchThrowable(() -> ask("trace", "refused"))).hasMessageContaining("Forbidden");
            assertThat(HEARD).isEmpty();
            assertThat(service).isNotNull();
        }
    }

    @Test
    void an_error_of_a_constructor_goes_to_the_filters() {
        try (var service = serve(TraceModule.class)) {
            assertThat(ask("trace", "broken")).isEqualTo("no controller after [#1, guard, interceptor]");
            assertThat(service).isNotNull();
        }
    }
}
