package dev.rookery.module;

import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;

/** Makes what is provided, each once, what it needs first. Safe for use by several threads. */
final class Workshop {
    private final List<Provided> made = new ArrayList<>();

    /**
     * Makes it, unless it was made before.
     *
     * @throws WiringException if its own code fails
     */
    synchronized Object make(Provided wanted) {
        var known = wanted.instance();
        if (known != null) {
            return known;
        }
        if (wanted.isBeingMade()) {
            throw new WiringException(
                    wanted + " is asked for while it is being made: call Provider.get() later than in a constructor");
        }
        wanted.beingMade(true);
        try {
            var instance = assemble(wanted, arguments(wanted));
            wanted.made(instance);
            made.add(wanted);
            return instance;
        } finally {
            wanted.beingMade(false);
        }
    }

    private static Object assemble(Provided wanted, List<Object> arguments) {
        try {
            return wanted.recipe().make(arguments);
        } catch (Exception error) {
            throw new WiringException(wanted + " could not be made: " + Causes.told(error), error);
        }
    }

    private List<Object> arguments(Provided wanted) {
        var arguments = new ArrayList<Object>();
        for (var dependency : wanted.recipe().dependencies()) {
            var source = wanted.dependencies().get(arguments.size());
            arguments.add(dependency.lazy() ? (Provider<Object>) () -> later(source) : make(source));
        }
        return arguments;
    }

    private Object later(Provided source) {
        var known = source.instance();
        return known == null ? make(source) : known;
    }

    /** What was made, in that order. */
    synchronized List<Provided> made() {
        return List.copyOf(made);
    }
}
