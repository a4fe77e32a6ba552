package dev.rookery.module;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why something is not in sight, and what to do. */
final class MissingProvider {
    private final ModuleGraph graph;
    private final Provided asking;
    private final ModuleNode module;
    private final Dependency dependency;

    MissingProvider(ModuleGraph graph, Provided asking, Dependency dependency) {
        this.graph = graph;
        this.asking = asking;
        this.module = asking.module();
        this.dependency = dependency;
    }

    String tooMany(Set<Provided> found) {
        var modules = found.stream()
                .map(provided -> provided.module().toString())
                .sorted()
                .collect(Collectors.joining(" and "));
        return need() + modules + " both export it to " + module
                + ": import one of them, or tell the two apart with @Named";
    }

    String misfit() {
        return need() + "that is overridden by something of another class: override it by one that is a "
                + TypeNames.of(dependency.token().type());
    }

    String noneOf(Type element) {
        return need() + "nothing in sight is one: add a class that is a " + TypeNames.of(element)
                + " to the providers of "
                + module + ", import a module that exports one, or take an Optional<"
                + TypeNames.of(dependency.token().type()) + "> if there may be none";
    }

    String explain() {
        var token = dependency.token();
        if (token.qualifier().orElse(null) instanceof Client) {
            return need()
                    + "@Client gives a ClientProxy or a contract: ask for a ClientProxy, or for an interface with @MessagePattern or"
                    + " @EventPattern on its methods";
        }
        var exporters = graph.importedFirst().stream()
                .filter(other -> other != module && !other.exported(token).isEmpty())
                .toList();
        if (!exporters.isEmpty()) {
            var exporter = exporters.getLast();
            return need() + exporter + ", which exports it, is not imported there: " + importCure(exporter);
        }
        return graph.importedFirst().stream()
                .filter(other -> other != module && other.provided().containsKey(token))
                .findFirst()
                .map(this::keptInside)
                .orElseGet(this::nowhere);
    }

    private String need() {
        return asking + " needs " + dependency.token() + " " + dependency.where() + ", and ";
    }

    private String keptInside(ModuleNode owner) {
        var cure = owner.isDynamic()
                ? "export it from " + owner
                : "add " + dependency.token().rawType().getSimpleName() + ".class to the exports of " + owner;
        return need() + owner + ", which has it, does not export it: " + cure
                + (module.imports().contains(owner) ? "" : ", and " + importCure(owner));
    }

    private String importCure(ModuleNode other) {
        return other.isDynamic()
                ? "import " + other + " in " + module
                : "add " + other + ".class to the imports of " + module;
    }

    private String nowhere() {
        var token = dependency.token();
        var type = token.rawType();
        var plain = token.qualifier().isEmpty() && token.type() instanceof Class<?>;
        var canBeMade = plain && !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !isOfJdk(type);
        return need() + "no module provides it: "
                + (canBeMade
                        ? "add " + type.getSimpleName() + ".class to the providers of " + module
                        : "give " + module + " a @Provides method that returns it")
                + ", or import a module that exports it"
                + related();
    }

    private static boolean isOfJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    private String related() {
        var type = dependency.token().rawType();
        var names = new TreeSet<String>();
        for (var provided : candidates()) {
            if (type != Object.class && type.isAssignableFrom(provided.token().rawType())) {
                names.add(provided.token() + " (" + provided.module() + ")");
            }
        }
        return names.isEmpty() ? "" : ". What comes near and is in sight: " + String.join(", ", names);
    }

    private List<Provided> candidates() {
        return graph.importedFirst().stream()
                .flatMap(other -> other.provided().values().stream())
                .filter(provided -> provided != asking)
                .filter(provided -> graph.inSight(module, provided.token()).contains(provided))
                .toList();
    }
}
