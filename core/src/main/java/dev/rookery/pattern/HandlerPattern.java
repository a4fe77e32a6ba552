package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Text;
import java.util.Optional;

/** What a pattern has to fulfil before a handler can have it. */
final class HandlerPattern {
    private HandlerPattern() {}

    static void validate(PatternValue pattern, String route) {
        validateObjects(pattern, route, "the pattern", 0);
        if (pattern instanceof Text) {
            validateText(route);
        }
    }

    private static void validateObjects(PatternValue value, String route, String path, int objectsAround) {
        switch (value) {
            case Members(var members) -> {
                validateObject(members.size(), route, path, objectsAround);
                members.forEach((key, member) -> validateObjects(member, route, path + "." + key, objectsAround + 1));
            }
            case Elements(var elements) -> {
                validateObject(elements.size(), route, path, objectsAround);
                for (var i = 0; i < elements.size(); i++) {
                    validateObjects(elements.get(i), route, path + "[" + i + "]", objectsAround + 1);
                }
            }
            default -> {}
        }
    }

    private static void validateObject(int keys, String route, String path, int objectsAround) {
        if (objectsAround > RouteText.MAX_OBJECTS_AROUND) {
            throw sharedRoute(
                    route,
                    path + " is inside",
                    objectsAround,
                    "objects",
                    RouteText.MAX_OBJECTS_AROUND,
                    "a flatter pattern");
        }
        if (keys > RouteText.MAX_KEYS) {
            throw sharedRoute(route, path + " has", keys, "keys", RouteText.MAX_KEYS, "fewer keys");
        }
    }

    private static InvalidPatternException sharedRoute(
            String route, String what, int found, String unit, int expected, String cure) {
        return new InvalidPatternException(
                "No handler can have a pattern with the route %s: %s %d %s (expected: at most %d), and %s. Use %s."
                        .formatted(
                                InvalidPatternException.shown(route),
                                what,
                                found,
                                unit,
                                expected,
                                "all that differ only there share this route",
                                cure));
    }

    private static void validateText(String text) {
        var reachable = Routes.fromChannel(text);
        if (!reachable.equals(Optional.of(text))) {
            throw new InvalidPatternException(
                    "No handler can have the pattern %s: servers read it as JSON, so that its messages have %s. %s"
                            .formatted(
                                    InvalidPatternException.shown(text),
                                    reachable
                                            .map(route -> "the route " + InvalidPatternException.shown(route))
                                            .orElse("no route"),
                                    "Use a text that is no JSON"
                                            + reachable
                                                    .map(_ -> ", or that route.")
                                                    .orElse(".")));
        }
    }
}
