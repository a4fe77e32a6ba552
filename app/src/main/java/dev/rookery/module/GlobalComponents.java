package dev.rookery.module;

import static java.util.Objects.requireNonNull;

import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.pipeline.PreRequestHook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The components that modules provide for every handler. */
final class GlobalComponents {
    private static final List<Class<?>> KINDS =
            List.of(PreRequestHook.class, Guard.class, Interceptor.class, Pipe.class, ExceptionFilter.class);

    private final List<PreRequestHook> hooks = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<Pipe<?, ?>> pipes = new ArrayList<>();
    private final List<ExceptionFilter<?>> filters = new ArrayList<>();

    private GlobalComponents() {}

    /** Whether a class can apply to handlers. */
    static boolean mayBe(Class<?> type) {
        return KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }

    static PipelineComponents of(Collection<ModuleNode> modules, Workshop workshop) {
        var found = new GlobalComponents();
        modules.stream().flatMap(GlobalComponents::ofModule).forEach(each -> found.add(each, workshop));
        return new PipelineComponents(found.hooks, found.guards, found.interceptors, found.pipes, found.filters);
    }

    /** What stands under their tokens: another one, where they are overridden. */
    private static Stream<Provided> ofModule(ModuleNode module) {
        return module.globalComponents().stream()
                .map(each -> requireNonNull(module.provided().get(each.token())));
    }

    private void add(Provided provided, Workshop workshop) {
        var component = provided.target();
        if (component.lifetime() == Lifetime.APPLICATION) {
            var instance = workshop.application().getAndKeep(component);
            add(instance, instance.getClass());
        } else {
            var type = component
                    .blueprint()
                    .<Class<?>>map(ClassBlueprint::type)
                    .orElseGet(() -> component.token().rawType());
            add(new StandIn(workshop, component, type), type);
        }
    }

    /** As all that it is. */
    private void add(Object component, Class<?> type) {
        ifIs(PreRequestHook.class, component, type).forEach(hooks::add);
        ifIs(Guard.class, component, type).forEach(guards::add);
        ifIs(Interceptor.class, component, type).forEach(interceptors::add);
        ifIs(Pipe.class, component, type).forEach(pipes::add);
        ifIs(ExceptionFilter.class, component, type).forEach(filters::add);
    }

    private static <K> Stream<K> ifIs(Class<K> kind, Object component, Class<?> type) {
        return kind.isAssignableFrom(type) ? Stream.of(kind.cast(component)) : Stream.empty();
    }
}
