package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What the tests of {@link PipelineContract} serve and call. */
final class PipelineParts {
    private PipelineParts() {}

    /** Has components on each level. */
    @UseGuards(ControllerGuard.class)
    @UseInterceptors(ControllerInterceptor.class)
    @UsePipes(ControllerPipe.class)
    static final class Guarded {
        private final Trail trail;

        Guarded(Trail trail) {
            this.trail = trail;
        }

        @MessagePattern("all")
        @UseGuards(MethodGuard.class)
        @UseInterceptors(MethodInterceptor.class)
        @UsePipes(MethodPipe.class)
        String all(@UsePipes(ParameterPipe.class) String data) {
            trail.add("handler");
            return data;
        }

        @MessagePattern("plain")
        String plain() {
            return "plain";
        }
    }

    /** Counts characters. */
    static final class Length implements Pipe<String, Integer> {
        Length() {}

        @Override
        public Integer transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? 0 : value.length();
        }
    }

    /** Writes its level down. */
    record ControllerGuard(Trail trail) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            trail.add("controller's guard");
            return true;
        }
    }

    /** Writes its level down. */
    record MethodGuard(Trail trail) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            trail.add("method's guard");
            return true;
        }
    }

    /** Writes its level down, before and after. */
    record ControllerInterceptor(Trail trail) implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            trail.add("controller's interceptor");
            return next.handle().doOnComplete(() -> trail.add("controller's interceptor again"));
        }
    }

    /** Writes its level down, before and after. */
    record MethodInterceptor(Trail trail) implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            trail.add("method's interceptor");
            return next.handle().doOnComplete(() -> trail.add("method's interceptor again"));
        }
    }

    /** Writes its level down. */
    record ControllerPipe(Trail trail) implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            trail.add("controller's pipe");
            return value;
        }
    }

    /** Writes its level down. */
    record MethodPipe(Trail trail) implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            trail.add("method's pipe");
            return value;
        }
    }

    /** Writes its level down. */
    record ParameterPipe(Trail trail) implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            trail.add("parameter's pipe");
            return value;
        }
    }
}
