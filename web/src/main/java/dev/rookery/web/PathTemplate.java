package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path as handlers have it.
 *
 * @param text the path, with a slash before it and none at its end
 * @param segments its parts
 */
record PathTemplate(String text, List<Segment> segments) {
    /** The name of what an unnamed wildcard stands for. */
    static final String REST = "*";

    /** One part of a path. */
    sealed interface Segment {}

    /** A part that is what it says. */
    record Literal(String text) implements Segment {}

    /** A part that may be any text. */
    record Variable(String name) implements Segment {}

    /** All further parts, if any. */
    record Rest(String name) implements Segment {}

    PathTemplate {
        segments = List.copyOf(segments);
    }

    /** Puts paths one below the other, whatever slashes they have. */
    static String join(String... paths) {
        return "/"
                + Arrays.stream(paths)
                        .map(PathTemplate::withoutSlashes)
                        .filter(path -> !path.isEmpty())
                        .collect(Collectors.joining("/"));
    }

    private static String withoutSlashes(String path) {
        var begin = 0;
        var end = path.length();
        while (begin < end && path.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(begin, end);
    }

    static PathTemplate of(String path) {
        var text = join(path);
        var segments = new ArrayList<Segment>();
        if (text.length() > 1) {
            var parts = text.substring(1).split("/", -1);
            for (var index = 0; index < parts.length; index++) {
                segments.add(segment(parts[index], index == parts.length - 1, text));
            }
        }
        rejectTwins(segments, text);
        return new PathTemplate(text, segments);
    }

    private static Segment segment(String part, boolean last, String path) {
        if (part.startsWith(":")) {
            throw mistake(path, "has " + part + " (expected: {" + part.substring(1) + "}, where Nest has a colon)");
        }
        if (part.equals(REST) || (part.startsWith("{*") && part.endsWith("}"))) {
            if (!last) {
                throw mistake(path, "has " + part + " before its end, and it takes all that follows: put it last");
            }
            return new Rest(part.equals(REST) ? REST : name(part.substring(2, part.length() - 1), path));
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            return new Variable(name(part.substring(1, part.length() - 1), path));
        }
        if (part.isEmpty() || part.indexOf('{') >= 0 || part.indexOf('}') >= 0 || part.indexOf('*') >= 0) {
            throw mistake(path, "has \"" + part + "\" (expected: a text, or a variable alone, as {id})");
        }
        return new Literal(part);
    }

    private static String name(String name, String path) {
        if (name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
            throw mistake(path, "has a variable \"" + name + "\" (expected: letters and digits)");
        }
        return name;
    }

    private static void rejectTwins(List<Segment> segments, String path) {
        var names = new HashSet<String>();
        for (var name : namesOf(segments)) {
            if (!names.add(name)) {
                throw mistake(path, "has {" + name + "} twice: give each variable a name of its own");
            }
        }
    }

    private static HandlerDefinitionException mistake(String path, String what) {
        return new HandlerDefinitionException("The path " + path + " " + what);
    }

    /** The names of variables and wildcard, in order. */
    List<String> names() {
        return namesOf(segments);
    }

    private static List<String> namesOf(List<Segment> segments) {
        var names = new ArrayList<String>();
        for (var segment : segments) {
            switch (segment) {
                case Literal _ -> {}
                case Variable(var name) -> names.add(name);
                case Rest(var name) -> names.add(name);
            }
        }
        return names;
    }
}
