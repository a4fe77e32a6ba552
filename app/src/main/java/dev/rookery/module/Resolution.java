package dev.rookery.module;

import dev.rookery.client.ClientProxy;
import dev.rookery.module.Dependency.Absence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what each dependency stands for, the circles among them, and how long everything lives. */
final class Resolution {
    private final ModuleGraph graph;
    private final Problems problems;
    private final Set<Provided> resolved = new LinkedHashSet<>();
    private final Set<Provided> finished = new HashSet<>();
    private final LinkedHashSet<Provided> path = new LinkedHashSet<>();

    Resolution(ModuleGraph graph, Problems problems) {
        this.graph = graph;
        this.problems = problems;
    }

    /** Resolves all of them, and what has to be made for them alone, and finds every mistake. */
    void resolve(List<Provided> all) {
        all.forEach(this::resolve);
        List.copyOf(resolved).forEach(this::walk);
        resolved.forEach(this::checkLifetime);
    }

    /** Who tells the tenants apart, if there are any. */
    Optional<Provided> tenantResolver() {
        return resolved.stream()
                .filter(each -> !(each.recipe() instanceof Recipe.OfSeed))
                .filter(each -> each.lifetime() == Lifetime.TENANT || asksForTenant(each))
                .findFirst()
                .map(this::tenantResolverFor);
    }

    private static boolean asksForTenant(Provided provided) {
        return provided.sources().stream()
                .flatMap(source -> source.from().stream())
                .anyMatch(needed -> needed.recipe() instanceof Recipe.OfSeed && needed.lifetime() == Lifetime.TENANT);
    }

    private @Nullable Provided tenantResolverFor(Provided example) {
        var resolvers = graph.everything()
                .filter(each ->
                        TenantResolver.class.isAssignableFrom(each.token().rawType()))
                .map(Provided::target)
                .distinct()
                .toList();
        var told = example + (example.lifetime() == Lifetime.TENANT ? " " + example.toldLifetime() : " needs Tenant")
                + ", and ";
        if (resolvers.isEmpty()) {
            problems.add(told
                    + "no module provides a TenantResolver, which says whose message one is: add one to the providers of "
                    + example.module());
        } else if (resolvers.size() > 1) {
            problems.add(told + resolvers.size() + " TenantResolvers are provided: "
                    + resolvers.stream().map(Provided::toString).collect(Collectors.joining(", ")) + ". Leave one");
        } else if (resolvers.getFirst().lifetime() != Lifetime.APPLICATION) {
            problems.add(resolvers.getFirst() + " " + resolvers.getFirst().toldLifetime()
                    + ", and tells the tenants apart: let it be a singleton");
        } else {
            return resolvers.getFirst();
        }
        return null;
    }

    private void resolve(Provided asking) {
        if (!asking.sources().isEmpty() || !resolved.add(asking)) {
            return;
        }
        var sources = new ArrayList<Source>();
        for (var dependency : asking.recipe().dependencies()) {
            var source = sourceOf(asking, dependency);
            if (source != null) {
                sources.add(source);
                source.from().forEach(this::resolve);
            }
        }
        if (sources.size() == asking.recipe().dependencies().size()) {
            asking.dependOn(sources);
        }
    }

    /** Null if it is a mistake, which has been noted then. */
    private @Nullable Source sourceOf(Provided asking, Dependency dependency) {
        var found = graph.inSight(asking.module(), dependency.token());
        var missing = new MissingProvider(graph, asking, dependency);
        if (found.size() == 1) {
            if (graph.overriding().isMisfit(found.iterator().next())) {
                problems.add(missing.misfit());
                return null;
            }
            return new Source(dependency, List.copyOf(found), false);
        }
        if (!found.isEmpty()) {
            problems.add(missing.tooMany(found));
            return null;
        }
        var element = GenericTypes.elementOf(dependency.token().type());
        if (element.isPresent()) {
            var qualifier = dependency.token().qualifier().orElse(null);
            var all = new ArrayList<>(graph.allInSight(asking.module(), Token.of(element.get(), qualifier)));
            all.remove(asking);
            if (!all.isEmpty()) {
                return new Source(dependency, all, true);
            }
        }
        if (dependency.absence() == Absence.MISTAKE) {
            return mocked(dependency, element.map(missing::noneOf).orElseGet(missing::explain));
        }
        return new Source(dependency, List.of(), false);
    }

    /** What stands in for something that no module provides, if something does; else that is a mistake. */
    private @Nullable Source mocked(Dependency dependency, String mistake) {
        var token = dependency.token();
        var isProvided = graph.everything().anyMatch(each -> each.token().equals(token));
        try {
            var mock = isProvided || token.qualifier().orElse(null) instanceof Client
                    ? null
                    : graph.overriding().mock(token);
            if (mock != null) {
                return new Source(dependency, List.of(mock), false);
            }
            problems.add(mistake);
        } catch (WiringException reason) {
            problems.add(mistake + ". " + reason.getMessage());
        }
        return null;
    }

    /** Depth first: finds circles, and tells each how long the things live that it needs. */
    private void walk(Provided from) {
        if (finished.contains(from)) {
            return;
        }
        if (!path.add(from)) {
            problems.add(circle(from));
            return;
        }
        for (var source : from.sources()) {
            if (!source.dependency().lazy()) {
                source.from().forEach(this::walk);
                source.from().forEach(from::livesAsShortAs);
            }
        }
        path.removeLast();
        finished.add(from);
    }

    private String circle(Provided closing) {
        List<Provided> steps = new ArrayList<>(path);
        steps = new ArrayList<>(steps.subList(steps.indexOf(closing), steps.size()));
        steps.add(closing);
        var shown = steps.stream().map(Provided::toString).collect(Collectors.joining(" → "));
        return steps.stream().allMatch(each -> each.recipe() instanceof Recipe.OfAlias)
                ? "Nothing but names of each other: " + shown + ". Let one of them stand for something that is made"
                : "A circle of dependencies: " + shown
                        + ". Let one of them take a jakarta.inject.Provider of the next, or move what both need into a class of its own";
    }

    // ---- lifetimes ----

    private void checkLifetime(Provided provided) {
        if (provided.lifetime() == Lifetime.APPLICATION || provided.target() != provided) {
            return;
        }
        var told = provided + " " + provided.toldLifetime();
        if (provided.isModuleItself()) {
            problems.add(told + ", and a module is made once: take a jakarta.inject.Provider of what lives shorter");
            return;
        }
        var never = neverCalled(provided);
        never.ifPresent(hook -> problems.add(told + ", and has " + hook
                + ", which is called of what is made once alone: move it to a singleton, or take a jakarta.inject.Provider of what"
                + " lives shorter"));
        if (provided.lifetime() == Lifetime.MESSAGE
                && ClientProxy.class.isAssignableFrom(provided.token().rawType())) {
            problems.add(told + ", and is a client, which nobody would close: make it once, or once a tenant");
        }
    }

    private static Optional<String> neverCalled(Provided provided) {
        var type = provided.token().rawType();
        if (provided.recipe() instanceof Recipe.OfClass made) {
            type = made.blueprint().type();
            if (provided.lifetime() == Lifetime.MESSAGE
                    && !made.blueprint().end().isEmpty()) {
                return Optional.of("@PreDestroy");
            }
        }
        var checked = type;
        return Arrays.stream(HookPhase.values())
                .filter(phase -> phase.concerns(checked))
                .map(HookPhase::toString)
                .findFirst();
    }
}
