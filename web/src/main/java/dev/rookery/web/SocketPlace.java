package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.transport.Route;
import java.util.HashMap;
import java.util.Map;

/**
 * A path at which clients connect.
 *
 * @param server its clients
 * @param events what handles which event
 * @param hooks what wants to be told of its clients
 */
record SocketPlace(WsServer server, Map<String, Route> events, GatewayHooks hooks) {

    /** All places of a door, by their paths. */
    static Map<String, SocketPlace> all(Gateways gateways, Iterable<Route> routes) {
        var known = gateways.webSockets();
        var places = new HashMap<String, SocketPlace>();
        for (var path : gateways.paths()) {
            places.put(path, new SocketPlace(known.at(path), new HashMap<>(), gateways.hooks(path)));
        }
        for (var route : routes) {
            var address = GatewayAddress.of(route.address());
            var place = places.get(address.path());
            if (place != null
                    && gateways.serves(address.port())
                    && place.events.putIfAbsent(address.event(), route) != null) {
                throw new HandlerDefinitionException("Two gateways handle the event " + address.event() + " at "
                        + address.path() + ", one of them at every port: give one another path or event");
            }
        }
        return places;
    }
}
