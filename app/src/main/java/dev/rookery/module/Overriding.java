package dev.rookery.module;

import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts {@link Overrides} into the modules as they are read, and finds those that match nothing. Used under the lock of the graph. */
final class Overriding {
    /** How many things are listed to somebody who overrides something that is not there. */
    private static final int MAX_SHOWN = 20;

    private final Overrides overrides;
    private final Set<Object> used = ConcurrentHashMap.newKeySet();
    private final Set<String> components = new TreeSet<>();
    private final Set<Provided> misfits = new HashSet<>();
    private final Map<Token<?>, Provided> mocks = new LinkedHashMap<>();
    private final ModuleNode nowhere = new ModuleNode("mockMissing", null, true, false);

    Overriding(Overrides overrides) {
        this.overrides = overrides;
    }

    // ---- modules ----

    /** The module to read in place of one: itself, as a rule. */
    Object module(Object key) {
        var plain = key instanceof DynamicModule dynamic ? dynamic.type().orElse(null) : null;
        var overridden = overrides.modules().containsKey(key) || plain == null ? key : plain;
        var with = overrides.modules().get(overridden);
        if (with == null) {
            return key;
        }
        used.add(overridden);
        return with;
    }

    /** The class by whose name exports may speak of it, if it was a module of a class. */
    static @Nullable Class<?> typeOf(Object key) {
        return key instanceof DynamicModule dynamic ? dynamic.type().orElse(null) : (Class<?>) key;
    }

    // ---- providers ----

    /** Replaces what is overridden among what a module provides. */
    void providersOf(ModuleNode module, Problems problems) {
        module.provided().replaceAll((token, provided) -> {
            var key = provided.isModuleItself() ? null : keyOf(token);
            return key == null ? provided : replaced(key, provided, problems);
        });
    }

    /** By what it is overridden: its token, its name, or its class as that of a guard or the like. */
    private @Nullable Object keyOf(Token<?> token) {
        if (overrides.providers().containsKey(token)) {
            return token;
        }
        if (token.qualifier().orElse(null) instanceof Named named) {
            return overrides.providers().containsKey(named.value()) ? named.value() : null;
        }
        return token.qualifier().isEmpty()
                        && token.type() instanceof Class<?> type
                        && overrides.components().containsKey(type)
                ? type
                : null;
    }

    private Provided replaced(Object key, Provided provided, Problems problems) {
        used.add(key);
        var token = provided.token();
        var asComponent = overrides.components().get(key);
        var replacement = asComponent != null
                ? asComponent
                : Objects.requireNonNull(overrides.providers().get(key));
        if (asComponent == null && !replacement.isA(token.rawType())) {
            problems.add(token + " (" + provided.module() + ") is overridden by a " + replacement
                    + ", which is none: give it a " + TypeNames.of(token.type()));
            return provided;
        }
        try {
            var instead = replacement.at(token, provided.module());
            if (!replacement.isA(token.rawType())) {
                misfits.add(instead);
            }
            return instead;
        } catch (WiringException mistake) {
            problems.add(mistake);
            return provided;
        }
    }

    /** Whether it is a guard or the like that is of another class than the one that it is provided under. */
    boolean isMisfit(Provided provided) {
        return misfits.contains(provided);
    }

    // ---- guards, pipes, interceptors and filters ----

    /** What stands in the place of one that an annotation names; null if nothing does. */
    @Nullable Replacement component(Class<?> type) {
        components.add(type.getSimpleName());
        var replacement = overrides.components().get(type);
        if (replacement != null) {
            used.add(type);
        }
        return replacement;
    }

    // ---- what is missing ----

    /**
     * Stands in for what no module provides.
     *
     * @return null if nothing does
     * @throws WiringException if what was given is of another type, or that is what is said
     */
    @Nullable Provided mock(Token<?> token) {
        var missing = overrides.missing();
        if (missing == null) {
            return null;
        }
        var known = mocks.get(token);
        if (known != null) {
            return known;
        }
        var given = missing.apply(token).map(Replacement.Instance::new).orElse(null);
        if (given == null) {
            return null;
        }
        if (!given.isA(token.rawType())) {
            throw new WiringException("mockMissing gave a " + given + ": give a " + TypeNames.of(token.type()));
        }
        var mock = given.at(token, nowhere);
        mocks.put(token, mock);
        return mock;
    }

    /** What stands in already. */
    Stream<Provided> mocks() {
        return mocks.values().stream();
    }

    // ---- what matches nothing ----

    /** Notes the overrides of modules and providers that matched nothing, once all modules are read. */
    void reportUnused(ModuleGraph graph, Problems problems) {
        overrides.modules().keySet().stream()
                .filter(key -> !used.contains(key))
                .forEach(key -> problems.add((key instanceof Class<?> type ? TypeNames.of(type) : key)
                        + " is overridden, and no module imports it" + shown("Modules", graph.importedFirst())
                        + ". Override one of these, or remove the override"));
        overrides.providers().keySet().stream()
                .filter(key -> !used.contains(key))
                .forEach(key -> problems.add(unused(key, graph)));
    }

    private static String unused(Object key, ModuleGraph graph) {
        if (key instanceof Token<?> token) {
            var type = token.rawType();
            if (type.isAnnotationPresent(Module.class)) {
                return token + " is overridden as a provider, and is a module: override it as a module";
            }
            if (graph.everything().anyMatch(each -> each.token().equals(token))) {
                return token
                        + " is overridden as a provider, and is a controller: override what it needs, or its module";
            }
            if (Stream.of(Guard.class, Interceptor.class, Pipe.class, ExceptionFilter.class)
                    .anyMatch(kind -> kind.isAssignableFrom(type))) {
                return token
                        + " is overridden as a provider, and no module provides it: override it as the guard, interceptor, pipe or"
                        + " filter that it is";
            }
        }
        var provided = graph.importedFirst().stream()
                .flatMap(module -> module.provided().values().stream())
                .filter(each -> !each.isModuleItself())
                .map(Provided::token)
                .distinct()
                .toList();
        var near = provided.stream().filter(token -> comesNear(key, token)).toList();
        return (key instanceof Token<?> ? key : "@Named(\"" + key + "\")") + " is overridden, and no module provides it"
                + (near.isEmpty() ? shown("Provided", provided) : shown("What comes near", near))
                + ". Override one of these, or remove the override";
    }

    private static boolean comesNear(Object key, Token<?> other) {
        if (!(key instanceof Token<?> token)) {
            return other.qualifier().orElse(null) instanceof Named;
        }
        var wanted = token.rawType();
        return other.rawType() != Object.class
                && (wanted.isAssignableFrom(other.rawType()) || other.rawType().isAssignableFrom(wanted));
    }

    /** Notes the overrides of components that matched nothing, once all handlers are bound. */
    void reportUnusedComponents(Problems problems) {
        overrides.components().keySet().stream()
                .filter(key -> !used.contains(key))
                .forEach(key -> problems.add(key.getSimpleName()
                        + " is overridden, and neither does a handler name it nor a module provide it"
                        + shown("Named by handlers", List.copyOf(components))
                        + ". Override one of these, or remove the override"));
    }

    private static String shown(String what, List<?> all) {
        var names = all.stream().map(Object::toString).sorted().distinct().toList();
        var more = names.size() - MAX_SHOWN;
        return ". " + what + ": "
                + (names.isEmpty() ? "none" : String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size()))))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
