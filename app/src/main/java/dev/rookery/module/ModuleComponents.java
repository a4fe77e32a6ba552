package dev.rookery.module;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Gives the guards, pipes, interceptors, filters and resolvers of a module's controllers. One that lives for a message is made for each, by
 * one that stands for it. One that cannot be made is noted as a mistake, so that a start tells all of them at once.
 */
final class ModuleComponents implements ComponentFactory {
    private final ModuleGraph graph;
    private final Workshop workshop;
    private final ModuleNode module;
    private final Problems mistakes;

    ModuleComponents(ModuleGraph graph, Workshop workshop, ModuleNode module, Problems mistakes) {
        this.graph = graph;
        this.workshop = workshop;
        this.module = module;
        this.mistakes = mistakes;
    }

    @Override
    @SuppressWarnings("unchecked") // what stands in is called through the interface that the class was named for
    public <T> T get(Class<T> type) {
        try {
            return (T) component(type);
        } catch (WiringException mistake) {
            mistakes.add(mistake);
            return (T) Missing.COMPONENT;
        }
    }

    private Object component(Class<?> type) {
        Provided component;
        synchronized (graph) {
            var overridden = graph.overriding().component(type);
            if (overridden instanceof Replacement.Instance given) {
                return given.value();
            }
            var known = graph.inSight(module, Token.of(type));
            var made = overridden instanceof Replacement.Made other ? other.type() : type;
            component = known.size() == 1 ? known.iterator().next() : made(Token.of(made), made, Scope.of(made));
        }
        return component.target().lifetime() == Lifetime.APPLICATION
                ? workshop.application().getAndKeep(component)
                : new StandIn(workshop, component.target(), type);
    }

    /** What no module provides, and is made with what this one sees. */
    Provided made(Object key, Class<?> type, Scope scope) {
        return module.onDemand(key, () -> {
            var made = new Provided(Token.of(type), module, new Recipe.OfClass(ClassBlueprint.of(type)), scope);
            var problems = new Problems();
            var resolution = new Resolution(graph, problems);
            resolution.resolve(List.of(made));
            resolution.tenantResolver().ifPresent(workshop.tenants()::resolver);
            problems.throwIfAny(made + " has");
            return made;
        });
    }

    /** Stands for what cannot be made; nothing comes this far, since a start with mistakes is none. */
    private enum Missing
            implements
                    Guard, Interceptor, Pipe<Object, Object>, ExceptionFilter<Throwable>, ArgumentResolver<Annotation> {
        COMPONENT;

        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }

        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return Flux.empty();
        }

        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            return value;
        }

        @Override
        public @Nullable Object resolve(Annotation annotation, ArgumentMetadata argument, ExecutionContext context) {
            return null;
        }

        @Override
        public @Nullable Object handle(Throwable error, ExecutionContext context) throws Exception {
            throw new WiringException("The start went on in spite of mistakes", error);
        }
    }
}
