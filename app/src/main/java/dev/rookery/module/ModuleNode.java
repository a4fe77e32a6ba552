package dev.rookery.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A module of an application, as it was read. */
final class ModuleNode {
    private final String name;
    private final @Nullable Class<?> type;
    private final boolean dynamic;
    private final boolean global;
    private final Set<ModuleNode> imports = new LinkedHashSet<>();
    private final Map<Token<?>, Provided> provided = new LinkedHashMap<>();
    private final Map<Class<?>, Provided> controllers = new LinkedHashMap<>();
    private final Set<Token<?>> gateways = new LinkedHashSet<>();
    private final Map<Object, Provided> onDemand = new LinkedHashMap<>();
    private final List<Provided> globalComponents = new ArrayList<>();
    private final Set<Token<?>> exports = new LinkedHashSet<>();
    private final Set<ModuleNode> passedOn = new LinkedHashSet<>();
    private final Set<Class<?>> standsFor = new HashSet<>();
    private int distance;

    ModuleNode(String name, @Nullable Class<?> type, boolean dynamic, boolean global) {
        this.name = name;
        this.type = type;
        this.dynamic = dynamic;
        this.global = global;
        if (type != null) {
            standsFor.add(type);
        }
    }

    @Nullable Class<?> type() {
        return type;
    }

    /** Whether exports that name a class mean this module: it is of the class, or was imported in place of one that is. */
    boolean standsFor(Class<?> named) {
        return standsFor.contains(named);
    }

    void standFor(Class<?> overridden) {
        standsFor.add(overridden);
    }

    boolean isDynamic() {
        return dynamic;
    }

    boolean isGlobal() {
        return global;
    }

    Set<ModuleNode> imports() {
        return imports;
    }

    Map<Token<?>, Provided> provided() {
        return provided;
    }

    Map<Class<?>, Provided> controllers() {
        return controllers;
    }

    /** The providers that have handlers too, as gateways of WebSockets do. */
    Set<Token<?>> gateways() {
        return gateways;
    }

    /** All whose handlers are bound. */
    List<Provided> withHandlers() {
        var others = gateways.stream()
                .filter(token -> !controllers.containsKey(token.rawType()))
                .map(provided::get)
                .filter(Objects::nonNull);
        return Stream.concat(controllers.values().stream(), others).toList();
    }

    /** The guards and their like that it provides for every handler of the application. */
    List<Provided> globalComponents() {
        return globalComponents;
    }

    /** What no module provides and this one needs: guards and their like, clients of {@code @Client}, what {@link ModuleRef} creates. */
    Provided onDemand(Object key, Supplier<Provided> how) {
        var known = onDemand.get(key);
        if (known == null) {
            known = how.get();
            onDemand.put(key, known);
        }
        return known;
    }

    Set<Token<?>> exports() {
        return exports;
    }

    /** The imported modules whose exports are exports of this one too. */
    Set<ModuleNode> passedOn() {
        return passedOn;
    }

    /** Itself, what it imports, and what that imports. */
    Set<ModuleNode> leadsTo() {
        var all = new LinkedHashSet<ModuleNode>();
        collect(all);
        return all;
    }

    private void collect(Set<ModuleNode> all) {
        if (all.add(this)) {
            imports.forEach(module -> module.collect(all));
        }
    }

    /** The longest way from the root. */
    int distance() {
        return global ? Integer.MAX_VALUE : distance;
    }

    void atLeast(int steps) {
        distance = Math.max(distance, steps);
    }

    /** Everything that is exported under a token, here or in a module that is passed on. */
    Set<Provided> exported(Token<?> token) {
        var found = new LinkedHashSet<Provided>();
        collectExported(token, found, new HashSet<>());
        return found;
    }

    /** Everything that is exported, here or in a module that is passed on. */
    Set<Provided> exported() {
        var found = new LinkedHashSet<Provided>();
        collectExported(found, new HashSet<>());
        return found;
    }

    private void collectExported(Set<Provided> found, Set<ModuleNode> seen) {
        if (seen.add(this)) {
            exports.stream().map(provided::get).filter(Objects::nonNull).forEach(found::add);
            passedOn.forEach(module -> module.collectExported(found, seen));
        }
    }

    private void collectExported(Token<?> token, Set<Provided> found, Set<ModuleNode> seen) {
        if (!seen.add(this)) {
            return;
        }
        var own = provided.get(token);
        if (own != null && exports.contains(token)) {
            found.add(own);
        }
        passedOn.forEach(module -> module.collectExported(token, found, seen));
    }

    /** All that has a place in this module. */
    List<Provided> everything() {
        var all = new ArrayList<Provided>(provided.values());
        all.addAll(controllers.values());
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
