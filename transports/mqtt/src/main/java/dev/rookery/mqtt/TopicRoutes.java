package dev.rookery.mqtt;

import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server subscribes to, and which handler a topic finds: the exact one, else the nearest whose filter fits. A filter that another one of the
 * server's covers is not subscribed to, since a broker may deliver a message once for each filter that fits.
 */
final class TopicRoutes {
    private static final String NO_GROUP = "";

    private final ServerRuntime runtime;
    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> wildcards = new LinkedHashMap<>();
    private final WildcardSyntax.Finder finder;
    private final List<Subscribed> subscribed = new ArrayList<>();

    /** A filter to subscribe to. */
    record Subscribed(String group, String filter, int qos) {
        String text() {
            return group.isEmpty() ? filter : Topics.shared(group, filter);
        }

        /** Whether all that this one brings is brought by another. */
        boolean isCoveredBy(Subscribed other) {
            return !equals(other) && group.equals(other.group) && covers(other.filter, filter);
        }

        private Subscribed atLeast(int level) {
            return new Subscribed(group, filter, Math.max(qos, level));
        }
    }

    TopicRoutes(ServerRuntime runtime, MqttOptions options) {
        this.runtime = runtime;
        for (var route : runtime.routes()) {
            add(route, options);
        }
        this.finder = WildcardSyntax.MQTT.finder(nearestFirst(wildcards.keySet()));
    }

    private void add(Route route, MqttOptions options) {
        var pattern = route.address();
        var ownGroup = Topics.isShared(pattern);
        var filter = ownGroup ? Topics.filter(pattern) : pattern;
        var usual = options.sharedGroup() == null ? NO_GROUP : options.sharedGroup();
        var group = ownGroup ? Topics.group(pattern) : usual;
        Topics.checkFilter(filter);
        if (ownGroup) {
            Topics.checkGroup("the group of the pattern " + pattern, group);
        }
        var qos = MqttSubscribeOptions.checkQos(
                "@MqttQos of the pattern " + pattern,
                route.annotation(MqttQos.class)
                        .map(MqttQos::value)
                        .orElse(options.subscribeOptions().qos()));
        var taken = (WildcardSyntax.MQTT.isWildcard(filter) ? wildcards : exact).putIfAbsent(filter, route);
        if (taken != null) {
            throw sameFilter(taken, route, filter);
        }
        subscribed.add(new Subscribed(group, filter, qos));
    }

    /** A message tells its topic, and not for which subscription it came: it came for both, and one handler would get it twice. */
    private static InvalidPatternException sameFilter(Route one, Route other, String filter) {
        return new InvalidPatternException("The patterns " + Topics.shown(one.address()) + " and "
                + Topics.shown(other.address()) + " subscribe to " + Topics.shown(filter)
                + ", alone and in a group, or in groups (expected: one subscription to a topic filter): "
                + "give both handlers one of the two patterns, or serve them by two services");
    }

    /** Each filter before those that cover it, since methods have no order of their own that one could see; else as they come. */
    static List<String> nearestFirst(Collection<String> filters) {
        var ordered = new ArrayList<String>();
        for (var filter : filters) {
            var place = 0;
            while (place < ordered.size() && !covers(ordered.get(place), filter)) {
                place++;
            }
            ordered.add(place, filter);
        }
        return ordered;
    }

    /** What to subscribe to, each filter once. */
    List<Subscribed> subscriptions() {
        return subscribed.stream()
                .filter(one -> subscribed.stream().noneMatch(one::isCoveredBy))
                .map(one -> one.atLeast(subscribed.stream()
                        .filter(other -> other.isCoveredBy(one) || other.text().equals(one.text()))
                        .mapToInt(Subscribed::qos)
                        .max()
                        .orElse(0)))
                .distinct()
                .toList();
    }

    /** The handlers' route for what was published to a topic. */
    Optional<Route> find(String topic) {
        var found = exact.get(topic);
        if (found != null) {
            return Optional.of(found);
        }
        // Core also knows a JSON pattern that is spelled in another way.
        var spelled = runtime.match(topic);
        return spelled.isPresent() && !spelled.get().isWildcard()
                ? spelled
                : finder.find(topic).map(wildcards::get);
    }

    /** Whether every topic that fits one filter fits a wider one. */
    static boolean covers(String wider, String filter) {
        if (wider.equals(filter) || !WildcardSyntax.MQTT.isWildcard(wider)) {
            return false;
        }
        var above = List.of(wider.split("/", -1));
        var below = List.of(filter.split("/", -1));
        if (filter.startsWith("$") && !above.getFirst().equals(below.getFirst())) {
            return false;
        }
        for (var index = 0; index < above.size(); index++) {
            var level = above.get(index);
            if (level.equals("#")) {
                return true;
            }
            if (index >= below.size()
                    || below.get(index).equals("#")
                    || (!level.equals("+") && !level.equals(below.get(index)))) {
                return false;
            }
        }
        return above.size() == below.size();
    }
}
