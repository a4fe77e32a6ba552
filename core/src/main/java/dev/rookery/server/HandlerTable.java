package dev.rookery.server;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.handler.HandlerDescription;
import dev.rookery.pattern.Pattern;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The handlers of a server as a table that people read, as wide as what stands in it. */
final class HandlerTable {
    private static final List<String> HEAD = List.of(
            "kind",
            "pattern",
            "transport",
            "handler",
            "payload",
            "reply",
            "guards",
            "interceptors",
            "pipes",
            "filters");

    private HandlerTable() {}

    static String of(List<HandlerDescription> handlers) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        handlers.forEach(handler -> rows.add(row(handler)));
        var widths = HEAD.stream().mapToInt(String::length).toArray();
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            var cell = row.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> row(HandlerDescription handler) {
        return List.of(
                handler.kind() == HandlerMapping.Kind.EVENT ? "event" : "request",
                joined(handler.patterns().stream().map(Pattern::route)),
                handler.transport(),
                handler.name(),
                type(handler.payloadType(), false),
                type(handler.replyType(), handler.manyReplies()),
                names(handler.guards()),
                names(handler.interceptors()),
                names(handler.parameters().stream()
                        .flatMap(parameter -> parameter.pipes().stream())
                        .distinct()
                        .toList()),
                names(handler.filters()));
    }

    private static String type(Type type, boolean many) {
        if (type == void.class) {
            return "-";
        }
        var name = type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
        return many ? name + "…" : name;
    }

    private static String names(List<Class<?>> classes) {
        return classes.isEmpty() ? "-" : joined(classes.stream().map(HandlerTable::name));
    }

    private static String name(Class<?> type) {
        return type.isHidden() || type.isSynthetic() ? "a lambda" : type.getSimpleName();
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
