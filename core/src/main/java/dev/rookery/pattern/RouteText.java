package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import dev.rookery.pattern.PatternValue.Truth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes routes exactly as Nest's {@code transformPatternToRoute} does, its limits included. */
final class RouteText {
    /** An object inside so many others is not written. */
    static final int MAX_OBJECTS_AROUND = 5;

    /** An object with more keys is not written. */
    static final int MAX_KEYS = 20;

    private final StringBuilder route = new StringBuilder();

    private RouteText() {}

    /** Returns the route, or empty for null and booleans, which Nest does not make into text. */
    static Optional<String> of(PatternValue value) {
        return switch (value) {
            case Null() -> Optional.empty();
            case Truth(var _) -> Optional.empty();
            case Text(var text) -> Optional.of(text);
            default -> {
                var text = new RouteText();
                text.append(value, 0);
                yield Optional.of(text.route.toString());
            }
        };
    }

    private void append(PatternValue value, int objectsAround) {
        switch (value) {
            case Text(var text) -> appendQuoted(text);
            case Numeric(var number) -> route.append(JavaScriptNumber.format(number));
            case Truth(var truth) -> route.append(truth);
            case Null() -> route.append("null");
            case Members(var members) -> appendMembers(members, objectsAround);
            case Elements(var elements) -> {
                var members = new LinkedHashMap<String, PatternValue>();
                elements.forEach(element -> members.put(Integer.toString(members.size()), element));
                appendMembers(members, objectsAround);
            }
        }
    }

    private void appendMembers(Map<String, PatternValue> members, int objectsAround) {
        if (objectsAround > MAX_OBJECTS_AROUND) {
            route.append("[MAX_DEPTH_REACHED]");
            return;
        }
        if (members.size() > MAX_KEYS) {
            route.append("[TOO_MANY_KEYS]");
            return;
        }
        route.append('{');
        var separator = "";
        for (var member : RootOrder.sorted(members)) {
            route.append(separator);
            appendQuoted(member.getKey());
            route.append(':');
            append(member.getValue(), objectsAround + 1);
            separator = ",";
        }
        route.append('}');
    }

    /** Nest escapes only these two, so a route need not be JSON. */
    private void appendQuoted(String text) {
        route.append('"')
                .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
