package dev.rookery.module;

import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * Gives the guards, pipes, interceptors and filters of a module's controllers. A guard or an interceptor that lives for a message is made
 * for each, by one that stands for it.
 */
final class ModuleComponents implements ComponentFactory {
    private final ModuleGraph graph;
    private final Workshop workshop;
    private final ModuleNode module;
    private final String application;

    ModuleComponents(ModuleGraph graph, Workshop workshop, ModuleNode module, String application) {
        this.graph = graph;
        this.workshop = workshop;
        this.module = module;
        this.application = application;
    }

    @Override
    @SuppressWarnings("unchecked") // what stands in is called through the interface that the class was named for
    public <T> T get(Class<T> type) {
        Provided component;
        synchronized (graph) {
            var known = graph.inSight(module, Token.of(type));
            component = known.size() == 1 ? known.iterator().next() : made(Token.of(type), type, Scope.of(type));
        }
        return (T)
                (component.target().lifetime() == Lifetime.APPLICATION
                        ? workshop.application().getAndKeep(component)
                        : standIn(type, component.target()));
    }

    private Object standIn(Class<?> type, Provided component) {
        if (Guard.class.isAssignableFrom(type) || Interceptor.class.isAssignableFrom(type)) {
            return new StandIn(workshop, component);
        }
        throw new WiringException(component + " " + component.toldLifetime()
                + ", and is neither a guard nor an interceptor: of pipes and filters there is one for all messages. Take a"
                + " jakarta.inject.Provider of what lives shorter");
    }

    /** What no module provides, and is made with what this one sees. */
    Provided made(Object key, Class<?> type, Scope scope) {
        return module.onDemand(key, () -> {
            var made = new Provided(Token.of(type), module, new Recipe.OfClass(ClassBlueprint.of(type)), scope);
            var problems = new Problems();
            new Resolution(graph, problems).resolve(List.of(made));
            problems.throwIfAny(application);
            return made;
        });
    }

    /** One that is made for each message. */
    private record StandIn(Workshop workshop, Provided component) implements Guard, Interceptor {
        @Override
        public boolean canActivate(ExecutionContext context) throws Exception {
            return ((Guard) workshop.of(context).get(component)).canActivate(context);
        }

        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
            return ((Interceptor) workshop.of(context).get(component)).intercept(context, next);
        }
    }
}
