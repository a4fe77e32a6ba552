package dev.rookery.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes the paths of violations as callers read them: {@code lines[0].quantity}. */
final class Paths {
    private Paths() {}

    /** Which parameter a violation of a method's constraint is in; null for one of several parameters together. */
    static @Nullable Integer parameterOf(Path path) {
        for (var node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                return node.as(Path.ParameterNode.class).getParameterIndex();
            }
        }
        return null;
    }

    /** The path of a violation of a method's constraint, from the parameter on; empty for a whole parameter that begins with nothing. */
    static String inParameter(String start, Path path) {
        var nodes = path.iterator();
        while (nodes.hasNext() && nodes.next().getKind() != ElementKind.PARAMETER) {
            // the method comes before it
        }
        return write(start, nodes);
    }

    /** Whether it is a parameter itself that a constraint does not allow. */
    static boolean isWholeParameter(Path path) {
        var last = ElementKind.METHOD;
        for (var node : path) {
            last = node.getKind();
        }
        return last == ElementKind.PARAMETER;
    }

    /** The path of a violation in a value. */
    static String inValue(String start, Path path) {
        return write(start, path.iterator());
    }

    private static String write(String start, Iterator<Path.Node> nodes) {
        var text = new StringBuilder(start);
        nodes.forEachRemaining(node -> {
            if (node.isInIterable()) {
                text.append('[').append(place(node)).append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                text.append(text.isEmpty() ? "" : ".").append(node.getName());
            }
        });
        return text.toString();
    }

    /** Elements of a set have neither index nor key. */
    private static Object place(Path.Node node) {
        if (node.getIndex() != null) {
            return node.getIndex();
        }
        return node.getKey() == null ? "" : node.getKey();
    }
}
