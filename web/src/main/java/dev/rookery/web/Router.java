package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers a method and a path. A part of a path is looked for as a text first, then as a variable, then as the beginning of a rest; the first way
 * that leads to a target for the method, or for any, counts. Filled by one thread, then safe for use by several.
 *
 * @param <T> what is found
 */
final class Router<T> {
    private final Node<T> root = new Node<>();

    /** What was found. */
    sealed interface Match<T> {}

    /**
     * A target.
     *
     * @param target what answers
     * @param variables what the variables of its path stand for, in order
     */
    record Found<T>(T target, Map<String, String> variables) implements Match<T> {}

    /**
     * The path is known, for other methods.
     *
     * @param allowed these, sorted
     */
    record NotAllowed<T>(Set<String> allowed) implements Match<T> {}

    /** Nothing has such a path. */
    record Unknown<T>() implements Match<T> {}

    /**
     * Adds a target.
     *
     * @param method a method, or {@link HttpRoutes#ANY}
     * @param path its path
     * @param target what answers
     * @throws HandlerDefinitionException if another one has the same method and path, but for the names of variables
     */
    void add(String method, PathTemplate path, T target) {
        var node = root;
        var rest = false;
        for (var segment : path.segments()) {
            switch (segment) {
                case PathTemplate.Literal(var text) -> node = node.literals.computeIfAbsent(text, _ -> new Node<>());
                case PathTemplate.Variable _ -> node = node.variable();
                case PathTemplate.Rest _ -> rest = true;
            }
        }
        var other = (rest ? node.restTargets : node.targets).putIfAbsent(method, new Target<>(path, target));
        if (other != null) {
            throw new HandlerDefinitionException("Two handlers answer " + method + " " + path.text() + ", the other as "
                    + other.path().text() + ": give one of them another path");
        }
    }

    /**
     * Finds a target.
     *
     * @param method the method of the request
     * @param segments the parts of its path, decoded
     * @return the target, or why there is none
     */
    Match<T> match(String method, List<String> segments) {
        var ways = new ArrayList<Map<String, Target<T>>>();
        collect(root, segments, 0, ways);
        for (var targets : ways) {
            for (var candidate : candidates(method)) {
                var found = targets.get(candidate);
                if (found != null) {
                    return new Found<>(found.target(), found.variables(segments));
                }
            }
        }
        var allowed = allowed(ways);
        return allowed.isEmpty() ? new Unknown<>() : new NotAllowed<>(allowed);
    }

    private static List<String> candidates(String method) {
        return method.equals("HEAD") ? List.of("HEAD", "GET", HttpRoutes.ANY) : List.of(method, HttpRoutes.ANY);
    }

    private static <T> Set<String> allowed(List<Map<String, Target<T>>> ways) {
        var methods = new TreeSet<String>();
        ways.forEach(targets -> methods.addAll(targets.keySet()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** Goes all ways that a path may take, the most literal first, and gathers where they lead. */
    private static <T> void collect(Node<T> node, List<String> segments, int index, List<Map<String, Target<T>>> ways) {
        if (index == segments.size()) {
            ways.add(node.targets);
        } else {
            var segment = segments.get(index);
            var literal = node.literals.get(segment);
            if (literal != null) {
                collect(literal, segments, index + 1, ways);
            }
            var variable = node.variable;
            if (variable != null && !segment.isEmpty()) {
                collect(variable, segments, index + 1, ways);
            }
        }
        ways.add(node.restTargets);
    }

    private record Target<T>(PathTemplate path, T target) {

        /** What the variables of its path stand for. */
        Map<String, String> variables(List<String> segments) {
            var variables = new LinkedHashMap<String, String>();
            var index = 0;
            for (var segment : path.segments()) {
                switch (segment) {
                    case PathTemplate.Literal _ -> {}
                    case PathTemplate.Variable(var name) -> variables.put(name, segments.get(index));
                    case PathTemplate.Rest(var name) ->
                        variables.put(name, String.join("/", segments.subList(index, segments.size())));
                }
                index++;
            }
            return variables;
        }
    }

    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private final Map<String, Target<T>> targets = new HashMap<>();
        private final Map<String, Target<T>> restTargets = new HashMap<>();
        private @Nullable Node<T> variable;

        Node<T> variable() {
            var known = variable;
            if (known == null) {
                known = new Node<>();
                variable = known;
            }
            return known;
        }
    }
}
