package dev.rookery.module;

import java.util.ArrayList;
import java.util.TreeSet;

/** Finds what is asked for by code, in a module or in the whole application. Safe for use by several threads. */
final class Lookup {
    private final ModuleGraph graph;
    private final Workshop workshop;
    private final BuiltIns builtIns;
    private final String application;
    private final ModuleNode root;

    Lookup(ModuleGraph graph, Workshop workshop, BuiltIns builtIns, String application, ModuleNode root) {
        this.graph = graph;
        this.workshop = workshop;
        this.builtIns = builtIns;
        this.application = application;
        this.root = root;
    }

    <T> T get(Token<T> token) {
        return instance(token, madeOnce(find(token)));
    }

    boolean knows(Token<?> token) {
        synchronized (graph) {
            return graph.everything().anyMatch(provided -> provided.token().equals(token));
        }
    }

    <T> T resolve(Token<T> token) {
        return instance(token, find(token));
    }

    <T> T get(ModuleNode module, Token<T> token) {
        return instance(token, madeOnce(find(module, token, "for get(…)")));
    }

    <T> T resolve(ModuleNode module, Token<T> token) {
        return instance(token, find(module, token, "for resolve(…)"));
    }

    /** Where something is made, or was. */
    InstanceTree treeFor(Provided found) {
        return found.target().lifetime() == Lifetime.APPLICATION ? workshop.application() : workshop.current(found);
    }

    @SuppressWarnings({"unchecked", "unused"}) // the token says the type
    private <T> T instance(Token<T> token, Provided found) {
        return (T) treeFor(found).get(found);
    }

    /** In the sight of the root, else wherever it is. */
    private Provided find(Token<?> token) {
        synchronized (graph) {
            var found = new ArrayList<>(graph.inSight(root, token));
            if (found.size() != 1) {
                found.clear();
                graph.everything()
                        .filter(provided -> provided.token().equals(token))
                        .forEach(found::add);
            }
            if (found.isEmpty()) {
                graph.overriding()
                        .mocks()
                        .filter(mock -> mock.token().equals(token))
                        .forEach(found::add);
            }
            if (found.isEmpty()) {
                throw new WiringException("No module of " + application + " has " + token
                        + " among its providers and controllers: add it to one");
            }
            if (found.size() > 1) {
                var modules = new TreeSet<String>();
                found.forEach(provided -> modules.add(provided.module().toString()));
                throw new WiringException(found.size() + " modules of " + application + " have " + token + ": "
                        + String.join(", ", modules) + ". Export and import one of them up to " + root);
            }
            return found.getFirst();
        }
    }

    private Provided find(ModuleNode module, Token<?> token, String what) {
        synchronized (graph) {
            var found = graph.inSight(module, token);
            if (found.size() == 1) {
                return found.iterator().next();
            }
            var missing = new MissingProvider(graph, builtIns.moduleRef(module), Dependency.on(token, what));
            throw new WiringException(found.isEmpty() ? missing.explain() : missing.tooMany(found));
        }
    }

    private static Provided madeOnce(Provided found) {
        var target = found.target();
        if (target.lifetime() != Lifetime.APPLICATION || !target.isShared()) {
            throw new WiringException(target + " "
                    + (target.isShared() ? target.toldLifetime() : "is transient")
                    + ", so that there is more than one: ask for it by resolve(…)");
        }
        return found;
    }
}
