package dev.rookery.server;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.BoundHandler;
import dev.rookery.pattern.Routes;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Route;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All routes of a server. A pattern that was found once is found again by its text alone; only so many spellings are remembered that a
 * peer cannot fill memory with them.
 */
final class RouteTable {
    private static final int MAX_REMEMBERED = 4_096;
    private static final int MAX_REMEMBERED_LENGTH = 512;

    private final Map<String, RouteEntry> routes = new LinkedHashMap<>();
    private final List<RouteEntry> wildcards;
    private final @Nullable WildcardSyntax syntax;
    private final ConcurrentHashMap<String, Optional<Route>> byPatternJson = new ConcurrentHashMap<>();

    RouteTable(Collection<BoundHandler> handlers, Optional<WildcardSyntax> syntax) {
        this.syntax = syntax.orElse(null);
        for (var handler : handlers) {
            handler.definition().patterns().stream()
                    .map(pattern -> pattern.route())
                    .distinct()
                    .forEach(address -> routes.merge(address, entry(address, handler), RouteTable::join));
        }
        this.wildcards = routes.values().stream().filter(RouteEntry::isWildcard).toList();
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
        return byPatternJson.size();
    }

    Collection<RouteEntry> all() {
        return routes.values();
    }

    /** Finds the route for a pattern as a packet has it. */
    Optional<Route> matchPattern(String patternJson) {
        var known = byPatternJson.get(patternJson);
        if (known != null) {
            return known;
        }
        var found = Routes.fromWire(patternJson).flatMap(this::find);
        if (found.isPresent()
                && patternJson.length() <= MAX_REMEMBERED_LENGTH
                && byPatternJson.size() < MAX_REMEMBERED) {
            byPatternJson.put(patternJson, found);
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
        var wildcard = syntax;
        return wildcard == null
                ? Optional.empty()
                : wildcards.stream()
                        .filter(route -> wildcard.matches(route.address(), address))
                        .map(Route.class::cast)
                        .findFirst();
    }
}
