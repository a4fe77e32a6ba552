package dev.rookery.module;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The modules of an application, from the root on, and what imports what. */
final class ModuleGraph {
    private final IdentityHashMap<Object, ModuleNode> nodes = new IdentityHashMap<>();
    private final List<ModuleNode> importedFirst = new ArrayList<>();
    private final BuiltIns builtIns;
    private final Overriding overriding;
    private Problems problems = new Problems();

    ModuleGraph(BuiltIns builtIns, Overriding overriding) {
        this.builtIns = builtIns;
        this.overriding = overriding;
    }

    Overriding overriding() {
        return overriding;
    }

    /** Reads a module and those that it leads to; gives those that were not known before, each after those that it imports. */
    List<ModuleNode> add(Object root, Problems found) {
        var known = importedFirst.size();
        problems = found;
        module(root, null);
        if (known == 0) {
            measure();
        }
        return List.copyOf(importedFirst.subList(known, importedFirst.size()));
    }

    /** Forgets what was added and turned out to be wrong. */
    void remove(List<ModuleNode> added) {
        importedFirst.removeAll(added);
        nodes.values().removeAll(added);
    }

    /** A module that was read before. */
    @Nullable ModuleNode known(Object key) {
        return nodes.get(overriding.module(key));
    }

    /** Every module after those that it imports, but for those that import each other. */
    List<ModuleNode> importedFirst() {
        return importedFirst;
    }

    /** Everything that has a place in a module. */
    Stream<Provided> everything() {
        return importedFirst.stream().flatMap(module -> module.everything().stream());
    }

    /** A class with {@code @Module} or a {@link DynamicModule}, or what overrides it; null if it is no module. */
    private @Nullable ModuleNode module(Object key, @Nullable String importer) {
        var node = moduleItself(overriding.module(key), importer);
        var named = Overriding.typeOf(key);
        if (node != null && named != null) {
            node.standFor(named);
        }
        return node;
    }

    private @Nullable ModuleNode moduleItself(Object key, @Nullable String importer) {
        var known = nodes.get(key);
        if (known != null) {
            return known;
        }
        var dynamic = key instanceof DynamicModule built ? built : null;
        var type = key instanceof Class<?> plain
                ? plain
                : dynamic == null ? null : dynamic.type().orElse(null);
        if (type != null && !type.isAnnotationPresent(Module.class)) {
            problems.add(
                    importer == null
                            ? (importedFirst.isEmpty()
                                            ? "The root of the application, " + type.getSimpleName() + ", is"
                                            : type.getSimpleName() + " is loaded lazily and is")
                                    + " no module: annotate it with @Module"
                            : importer + " imports " + type.getSimpleName()
                                    + ", which is no module: annotate it with @Module, or move it to the providers");
            return null;
        }
        var global =
                (dynamic != null && dynamic.isGlobal()) || (type != null && type.isAnnotationPresent(Global.class));
        var node = new ModuleNode(
                dynamic != null ? dynamic.toString() : TypeNames.of((Class<?>) key), type, dynamic != null, global);
        nodes.put(key, node);
        readImports(node, dynamic);
        new ModuleReader(node, dynamic, problems).read();
        overriding.providersOf(node, problems);
        if (dynamic != null) {
            dynamic.exportedModules().forEach(passedOn -> passOn(node, passedOn));
        }
        importedFirst.add(node);
        return node;
    }

    private void passOn(ModuleNode node, DynamicModule module) {
        var imported = known(module);
        if (imported != null && node.imports().contains(imported)) {
            node.passedOn().add(imported);
        } else {
            problems.add(node + " exports " + module + ", and does not import it: add it to the imports");
        }
    }

    private void readImports(ModuleNode node, @Nullable DynamicModule dynamic) {
        var wanted = new ArrayList<Object>();
        if (node.type() != null) {
            wanted.addAll(List.of(node.type().getAnnotation(Module.class).imports()));
            Arrays.stream(node.type().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Imports.class))
                    .sorted(java.util.Comparator.comparing(Method::getName))
                    .forEach(method -> wanted.addAll(importsOf(method)));
        }
        if (dynamic != null) {
            wanted.addAll(dynamic.importedClasses());
            wanted.addAll(dynamic.importedModules());
        }
        for (var key : wanted) {
            var imported = module(key, node.toString());
            if (imported != null) {
                node.imports().add(imported);
            }
        }
    }

    private List<DynamicModule> importsOf(Method method) {
        var name = TypeNames.of(method);
        if (!Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > 0) {
            problems.add(
                    name + " has @Imports and is not static or has parameters: make it static, without parameters");
            return List.of();
        }
        try {
            ProvidesMethod.makeAccessible(method);
            return modulesIn(method.invoke(null), name);
        } catch (InvocationTargetException e) {
            problems.add(failed(name, Causes.of(e)));
        } catch (IllegalAccessException e) {
            problems.add(failed(name, e));
        } catch (WiringException e) {
            problems.add(e);
        }
        return List.of();
    }

    private static WiringException failed(String name, Exception error) {
        return new WiringException(name + " failed: " + Causes.told(error), error);
    }

    private static List<DynamicModule> modulesIn(@Nullable Object result, String name) {
        var found = new ArrayList<DynamicModule>();
        switch (result) {
            case DynamicModule one -> found.add(one);
            case DynamicModule[] several -> found.addAll(List.of(several));
            case Iterable<?> several -> several.forEach(each -> found.addAll(modulesIn(each, name)));
            case null, default ->
                throw new WiringException(name + " has @Imports and returned " + result
                        + " (expected: a DynamicModule, or an array or an Iterable of them)");
        }
        return found;
    }

    /** The root comes last in {@link #importedFirst}; the way from it to each module is measured along imports that lead there only. */
    private void measure() {
        var position = new HashMap<ModuleNode, Integer>();
        importedFirst.forEach(node -> position.put(node, position.size()));
        for (var node : importedFirst.reversed()) {
            for (var imported : node.imports()) {
                if (position.getOrDefault(imported, 0) < position.getOrDefault(node, 0)) {
                    imported.atLeast(node.distance() + 1);
                }
            }
        }
    }

    /**
     * What a module may inject under a token: its own, else what it imports, else what is global, else what Rookery itself gives. More
     * than one is a mistake.
     */
    Set<Provided> inSight(ModuleNode from, Token<?> token) {
        var own = from.provided().get(token);
        if (own != null) {
            return Set.of(own);
        }
        var found = new LinkedHashSet<Provided>();
        from.imports().forEach(module -> found.addAll(module.exported(token)));
        if (found.isEmpty()) {
            globals().forEach(module -> found.addAll(module.exported(token)));
        }
        if (found.isEmpty()) {
            var builtIn = builtIns.get(this, from, token);
            if (builtIn != null) {
                found.add(builtIn);
            }
        }
        return found;
    }

    /** All that a module may inject and that is of a type: its own first, then what it imports, then what is global. */
    Set<Provided> allInSight(ModuleNode from, Token<?> token) {
        var found = new LinkedHashSet<Provided>(from.provided().values());
        from.imports().forEach(module -> found.addAll(module.exported()));
        globals().forEach(module -> found.addAll(module.exported()));
        found.removeIf(each -> each.isModuleItself()
                || !GenericTypes.isA(each.token().type(), token.type())
                || (token.qualifier().isPresent()
                        && !token.qualifier().equals(each.token().qualifier())));
        return found;
    }

    private Stream<ModuleNode> globals() {
        return importedFirst.stream().filter(ModuleNode::isGlobal);
    }
}
