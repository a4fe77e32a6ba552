package dev.rookery.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what each dependency stands for, and the circles among them. */
final class Resolution {
    private final ModuleGraph graph;
    private final Problems problems;
    private final Set<Provided> finished = new HashSet<>();
    private final LinkedHashSet<Provided> path = new LinkedHashSet<>();

    Resolution(ModuleGraph graph, Problems problems) {
        this.graph = graph;
        this.problems = problems;
    }

    void resolve(Provided asking) {
        var resolved = new ArrayList<Provided>();
        for (var dependency : asking.recipe().dependencies()) {
            var found = graph.inSight(asking.module(), dependency.token());
            if (found.size() == 1) {
                resolved.addAll(found);
            } else {
                var missing = new MissingProvider(graph, asking, dependency);
                problems.add(found.isEmpty() ? missing.explain() : missing.tooMany(found));
            }
        }
        if (resolved.size() == asking.recipe().dependencies().size()) {
            asking.dependOn(resolved);
        }
    }

    void findCircles(Provided from) {
        if (finished.contains(from)) {
            return;
        }
        if (!path.add(from)) {
            problems.add(circle(from));
            return;
        }
        for (var index = 0; index < from.dependencies().size(); index++) {
            if (!from.recipe().dependencies().get(index).lazy()) {
                findCircles(from.dependencies().get(index));
            }
        }
        path.removeLast();
        finished.add(from);
    }

    private String circle(Provided closing) {
        List<Provided> steps = new ArrayList<>(path);
        steps = new ArrayList<>(steps.subList(steps.indexOf(closing), steps.size()));
        steps.add(closing);
        return "A circle of dependencies: "
                + steps.stream().map(Provided::toString).collect(Collectors.joining(" → "))
                + ". Let one of them take a jakarta.inject.Provider of the next, or move what both need into a class of its own";
    }
}
