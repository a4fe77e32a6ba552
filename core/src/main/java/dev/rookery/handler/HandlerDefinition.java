package dev.rookery.handler;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.Transporter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * A method that was found to be a handler, and what its annotation says.
 *
 * @param controller where the instance comes from whose method it is
 * @param method the method
 * @param kind whether it serves requests or events
 * @param patterns what it is bound to, each for itself
 * @param transportId the only transport that it is bound to; empty for all. A parameter of a transport's own context type binds too.
 */
public record HandlerDefinition(
        ControllerSource controller,
        Method method,
        HandlerMapping.Kind kind,
        List<Pattern> patterns,
        Optional<String> transportId) {

    /** Copies the list. */
    public HandlerDefinition {
        patterns = List.copyOf(patterns);
    }

    /**
     * The method as people write it: {@code MathController.sum(List)}.
     *
     * @return class, method and the types of the parameters
     */
    public String describe() {
        return HandlerDiscovery.describe(method);
    }

    /**
     * Whether the handler can serve on a transport.
     *
     * @param target the transport
     * @return false if it is bound to another one, by name, by its annotation or by the type of a parameter, or if the transport has annotations
     *     of its own and the handler has none of them
     */
    public boolean servesOn(Transporter target) {
        return isBoundTo(target) && (target.takesPatterns() || isOfOneTransport());
    }

    private boolean isBoundTo(Transporter target) {
        var wanted = HandlerDiscovery.contextType(method);
        return transportId.map(target.id()::equals).orElse(true)
                && (wanted == null || wanted.isAssignableFrom(target.contextType()));
    }

    /**
     * Whether it is surely a mistake if the handler is to serve on this transport alone: its annotation means something on another one only, or
     * nothing here. What names another transport in an annotation for all of them may be meant so.
     *
     * @param target the transport
     * @return true if the start should fail
     */
    public boolean isMisplacedOn(Transporter target) {
        return !servesOn(target) && (isOfOneTransport() || (!target.takesPatterns() && isBoundTo(target)));
    }

    /**
     * Why the handler serves on none of some transports, for people.
     *
     * @return as in {@code is bound to the transport "nats"}
     */
    public String binding() {
        return HandlerDiscovery.contextType(method) == null && transportId.isEmpty()
                ? "has a pattern of its own"
                : "is bound to "
                        + transportId
                                .map(id -> "the transport \"" + id + '"'
                                        + (isOfOneTransport() ? " by its annotation" : ""))
                                .orElse("another transport, by the type of a parameter");
    }

    /**
     * Whether the handler waits for a door, which may open later.
     *
     * @return true if its annotation is that of a door
     */
    public boolean isBehindDoor() {
        return HandlerDiscovery.isBehindDoor(this);
    }

    private boolean isOfOneTransport() {
        return HandlerDiscovery.isOfOneTransport(this);
    }
}
