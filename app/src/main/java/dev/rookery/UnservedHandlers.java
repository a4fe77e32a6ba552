package dev.rookery;

import dev.rookery.handler.BoundHandler;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.HandlerDiscovery;
import dev.rookery.module.Container;
import dev.rookery.server.MicroserviceServer;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers that are bound to a transport on which the application does not listen. That is a warning and no error: the same modules may
 * run on several transports in one process and on one of them in another, or in memory in a test.
 */
final class UnservedHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);

    private UnservedHandlers() {}

    static void warn(Container container, List<MicroserviceServer> servers) {
        if (servers.isEmpty()) {
            return;
        }
        var served = servers.stream()
                .flatMap(server -> server.handlers().stream())
                .map(BoundHandler::definition)
                .toList();
        var transports = servers.stream()
                .map(server -> server.transporter().id())
                .distinct()
                .collect(Collectors.joining(", "));
        for (var controller : container.controllers()) {
            for (var definition : HandlerDiscovery.handlersOf(controller.source())) {
                if (served.stream().noneMatch(other -> isSame(other, definition))) {
                    LOG.warn(
                            "{} gets no message: it is bound to {}, and {} listens on {}",
                            definition.describe(),
                            boundTo(definition),
                            container.name(),
                            transports);
                }
            }
        }
    }

    private static boolean isSame(HandlerDefinition one, HandlerDefinition other) {
        return one.controller().type() == other.controller().type()
                && one.method().equals(other.method())
                && one.kind() == other.kind()
                && one.patterns().equals(other.patterns());
    }

    private static String boundTo(HandlerDefinition definition) {
        return definition
                .transportId()
                .map(id -> "the transport \"" + id + "\"")
                .orElse("another transport, by the type of a parameter");
    }
}
