package dev.rookery.module;

import dev.rookery.error.StartException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the life cycle hooks: at start in order, at shutdown in reverse, and then only of what has come past its first hook. */
final class Hooks {
    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private final List<Provided> initialized = new ArrayList<>();

    /** A hook that may throw. */
    @FunctionalInterface
    private interface Hook<T> {
        void call(T target) throws Exception;
    }

    void initialize(List<Provided> inOrder) {
        for (var provided : inOrder) {
            start(OnModuleInit.class, provided, OnModuleInit::onModuleInit);
            initialized.add(provided);
        }
        for (var provided : inOrder) {
            start(OnApplicationBootstrap.class, provided, OnApplicationBootstrap::onApplicationBootstrap);
        }
    }

    /** Calls the shutdown hooks, then {@code @PreDestroy} of everything that was made, the last one first. */
    void destroy(List<Provided> made) {
        var reversed = List.copyOf(initialized).reversed();
        initialized.clear();
        reversed.forEach(each -> stop(OnModuleDestroy.class, each, OnModuleDestroy::onModuleDestroy));
        reversed.forEach(each ->
                stop(BeforeApplicationShutdown.class, each, BeforeApplicationShutdown::beforeApplicationShutdown));
        reversed.forEach(each -> stop(OnApplicationShutdown.class, each, OnApplicationShutdown::onApplicationShutdown));
        made.reversed().forEach(Hooks::preDestroy);
    }

    private static <T> void start(Class<T> type, Provided provided, Hook<T> hook) {
        if (type.isInstance(provided.instance())) {
            try {
                hook.call(type.cast(provided.instance()));
            } catch (Exception error) {
                throw new StartException(
                        type.getSimpleName() + " of " + provided + " failed: " + Causes.told(error), error);
            }
        }
    }

    private static <T> void stop(Class<T> type, Provided provided, Hook<T> hook) {
        if (type.isInstance(provided.instance())) {
            try {
                hook.call(type.cast(provided.instance()));
            } catch (Exception | LinkageError | AssertionError error) {
                LOG.error("{} of {} failed; the shutdown goes on", type.getSimpleName(), provided, error);
            }
        }
    }

    private static void preDestroy(Provided provided) {
        var methods = provided.blueprint().map(ClassBlueprint::end).orElse(List.of());
        for (var method : methods) {
            try {
                method.invoke(provided.instance());
            } catch (InvocationTargetException error) {
                LOG.error("@PreDestroy of {} failed; the shutdown goes on", provided, error.getCause());
            } catch (IllegalAccessException error) {
                LOG.error("@PreDestroy of {} cannot be called; the shutdown goes on", provided, error);
            }
        }
    }

    /**
     * The order of the start: the modules that are farthest from the root first, within a module what was made first, the instance of the
     * module itself last. What stands in several places counts once.
     */
    static List<Provided> order(List<ModuleNode> modules, List<Provided> made) {
        var inOrder = new ArrayList<Provided>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var farthestFirst = new ArrayList<>(modules);
        farthestFirst.sort((one, other) -> Integer.compare(other.distance(), one.distance()));
        for (var module : farthestFirst) {
            var own = made.stream().filter(each -> each.module() == module).toList();
            own.stream().filter(each -> !isModuleItself(each)).forEach(each -> add(each, inOrder, seen));
            own.stream().filter(Hooks::isModuleItself).forEach(each -> add(each, inOrder, seen));
        }
        return inOrder;
    }

    private static boolean isModuleItself(Provided provided) {
        return provided.token().type() == provided.module().type();
    }

    private static void add(Provided provided, List<Provided> inOrder, Set<Object> seen) {
        var instance = provided.instance();
        if (instance != null && seen.add(instance)) {
            inOrder.add(provided);
        }
    }
}
