package dev.rookery.server;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.pattern.Pattern;
import dev.rookery.pattern.Routes;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Route;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All routes of a server. The usual spellings of their patterns are known from the start. Another one is remembered when it was found, so that
 * it is found by its text alone; a peer that invents spellings makes these forget each other, and nothing worse.
 */
final class RouteTable {
    private static final int MAX_REMEMBERED = 4_096;
    private static final int MAX_REMEMBERED_LENGTH = 512;

    private final Map<String, RouteEntry> routes = new LinkedHashMap<>();
    private final Map<String, Optional<Route>> usualSpellings = new HashMap<>();
    private final @Nullable WildcardSyntax syntax;
    /** Null where there is nothing to find. */
    private final WildcardSyntax.@Nullable Finder wildcards;

    private final ConcurrentHashMap<String, Optional<Route>> otherSpellings = new ConcurrentHashMap<>();

    RouteTable(Collection<BoundHandler> handlers, Optional<WildcardSyntax> syntax) {
        this.syntax = syntax.orElse(null);
        for (var handler : handlers) {
            handler.definition().patterns().stream()
                    .map(pattern -> pattern.route())
                    .distinct()
                    .forEach(address -> routes.merge(address, entry(address, handler), RouteTable::join));
        }
        this.wildcards = finder();
        for (var handler : handlers) {
            for (var pattern : handler.definition().patterns()) {
                rememberUsual(pattern.json());
                rememberUsual(Pattern.literal(pattern.route()).json());
            }
        }
    }

    private WildcardSyntax.@Nullable Finder finder() {
        var patterns = routes.values().stream()
                .filter(RouteEntry::isWildcard)
                .map(RouteEntry::address)
                .toList();
        return syntax == null || patterns.isEmpty() ? null : syntax.finder(patterns);
    }

    private void rememberUsual(String patternJson) {
        Routes.fromWire(patternJson)
                .map(routes::get)
                .ifPresent(route -> usualSpellings.put(patternJson, Optional.of(route)));
    }

    private RouteEntry entry(String address, BoundHandler handler) {
        var empty = new RouteEntry(address, syntax != null && syntax.isWildcard(address), null, List.of());
        return handler.definition().kind() == HandlerMapping.Kind.MESSAGE
                ? empty.withMessage(handler)
                : empty.withEvent(handler);
    }

    private static RouteEntry join(RouteEntry known, RouteEntry added) {
        if (added.message() == null) {
            return known.withEvent(added.events().getFirst());
        }
        if (known.message() != null) {
            throw new HandlerDefinitionException("Two handlers answer requests for " + known.address() + ": "
                    + known.message().definition().describe() + " and "
                    + added.message().definition().describe()
                    + ": give one of them another pattern, or bind each to a transport of its own");
        }
        return known.withMessage(added.message());
    }

    int remembered() {
        return otherSpellings.size();
    }

    Collection<RouteEntry> all() {
        return routes.values();
    }

    /** Finds the route for a pattern as a packet has it. */
    Optional<Route> matchPattern(String patternJson) {
        var usual = usualSpellings.get(patternJson);
        if (usual != null) {
            return usual;
        }
        var known = otherSpellings.get(patternJson);
        return known != null ? known : matchUnknown(patternJson);
    }

    private Optional<Route> matchUnknown(String patternJson) {
        var found = Routes.fromWire(patternJson).flatMap(this::find);
        if (found.isPresent() && patternJson.length() <= MAX_REMEMBERED_LENGTH) {
            if (otherSpellings.size() >= MAX_REMEMBERED) {
                otherSpellings.clear();
            }
            otherSpellings.put(patternJson, found);
        }
        return found;
    }

    /** Finds the route for the name of a channel. */
    Optional<Route> match(String address) {
        var exact = routes.get(address);
        return exact != null ? Optional.of(exact) : Routes.fromChannel(address).flatMap(this::find);
    }

    private Optional<Route> find(String address) {
        var exact = routes.get(address);
        if (exact != null) {
            return Optional.of(exact);
        }
        return wildcards == null ? Optional.empty() : wildcards.find(address).map(routes::get);
    }
}
