package dev.rookery;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers that are bound to a transport on which the application does not listen. That is a warning and no error: the same modules may
 * run on several transports in one process and on one of them in another, or in memory in a test. What no listener can serve by its annotation,
 * as {@code @GrpcMethod} without gRPC or {@code @MessagePattern} with gRPC alone, is an error, except in memory.
 */
final class UnservedHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);

    private UnservedHandlers() {}

    /**
     * Looks at what nobody serves.
     *
     * @param listened where the application listens, or would if that had not been stopped before
     * @param doors what is known of doors, behind which some of the handlers are
     */
    static void warn(String application, List<MicroserviceServer> servers, List<Transporter> listened, Doors doors) {
        if (servers.isEmpty()) {
            return;
        }
        var transports = servers.stream()
                .map(server -> server.transporter().id())
                .distinct()
                .collect(Collectors.joining(", "));
        for (var definition : servers.getFirst().skipped()) {
            if (!(doors == Doors.TO_COME && definition.isBehindDoor())
                    && servers.stream().allMatch(server -> isSkipped(definition, server))) {
                if (listened.stream().allMatch(transporter -> isMisplaced(definition, transporter))
                        && !(doors == Doors.OPEN && definition.isBehindDoor())) {
                    throw misplaced(definition, application, transports);
                }
                LOG.warn(
                        "{} gets no message: it {}, and {} listens on {}",
                        definition.describe(),
                        definition.binding(),
                        application,
                        transports);
            }
        }
    }

    /** Whether there are handlers that nobody serves yet, and a door that is still to open may. */
    static boolean mayBeServedLater(List<MicroserviceServer> servers, Doors doors) {
        return doors != Doors.NONE
                && (servers.isEmpty()
                        || servers.getFirst().skipped().stream()
                                .anyMatch(definition ->
                                        servers.stream().allMatch(server -> isSkipped(definition, server))));
    }

    /** Whether handlers behind a door may be served by one that is not there yet. */
    enum Doors {
        /** There is none: such a handler is a mistake. */
        NONE,
        /** They may open later. */
        TO_COME,
        /** Some are there, and others may still open: such a handler is worth a warning. */
        OPEN
    }

    private static boolean isMisplaced(HandlerDefinition definition, Transporter target) {
        return definition.isMisplacedOn(target) && !target.id().equals(InMemoryTransporter.ID);
    }

    private static HandlerDefinitionException misplaced(
            HandlerDefinition definition, String application, String transports) {
        return new HandlerDefinitionException(definition.describe() + " " + definition.binding() + ", and "
                + application + " listens on " + transports
                + ": add a transport that serves it, or bind the method with an annotation that these know");
    }

    private static boolean isSkipped(HandlerDefinition definition, MicroserviceServer server) {
        return server.skipped().stream().anyMatch(other -> isSame(definition, other));
    }

    private static boolean isSame(HandlerDefinition one, HandlerDefinition other) {
        return one.controller().type() == other.controller().type()
                && one.method().equals(other.method())
                && one.kind() == other.kind()
                && one.patterns().equals(other.patterns());
    }
}
