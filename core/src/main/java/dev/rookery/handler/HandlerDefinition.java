package dev.rookery.handler;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.pattern.Pattern;
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
     * @param transport the id of the transport
     * @param contextType the type of its contexts
     * @return false if it is bound to another one, by name or by the type of a parameter
     */
    public boolean servesOn(String transport, Class<?> contextType) {
        var wanted = Arguments.contextType(method);
        return transportId.map(transport::equals).orElse(true)
                && (wanted == null || wanted.isAssignableFrom(contextType));
    }
}
