package dev.rookery.module;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ComponentStandIn;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PreRequestHook;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Stands for a component that is made for each message, or for each tenant.
 *
 * @param componentType the class of the component, whose annotations and type arguments count
 */
@SuppressWarnings("unchecked") // it stands where its class may stand, so that the component is what it is called as
record StandIn(Workshop workshop, Provided component, Class<?> componentType)
        implements ComponentStandIn,
                PreRequestHook,
                Guard,
                Interceptor,
                Pipe<Object, Object>,
                ExceptionFilter<Throwable>,
                ArgumentResolver<Annotation> {

    private Object of(ExecutionContext message) {
        return workshop.of(message).get(component);
    }

    @Override
    public Flux<Object> handle(ExecutionContext context, CallHandler next) throws Exception {
        return ((PreRequestHook) of(context)).handle(context, next);
    }

    @Override
    public boolean canActivate(ExecutionContext context) throws Exception {
        return ((Guard) of(context)).canActivate(context);
    }

    @Override
    public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
        return ((Interceptor) of(context)).intercept(context, next);
    }

    @Override
    public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) throws Exception {
        var pipe = (Pipe<Object, Object>) workshop.current(component).get(component);
        return pipe.forArgument(argument).transform(value, argument);
    }

    @Override
    public @Nullable Object handle(Throwable error, ExecutionContext context) throws Exception {
        return ((ExceptionFilter<Throwable>) of(context)).handle(error, context);
    }

    @Override
    public @Nullable Object resolve(Annotation annotation, ArgumentMetadata argument, ExecutionContext context)
            throws Exception {
        return ((ArgumentResolver<Annotation>) of(context)).resolve(annotation, argument, context);
    }
}
