package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.module.Discovery;
import dev.rookery.module.Discovery.Discovered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gateways of an application that one door serves.
 *
 * @param modules where they come from
 * @param port the port of the door
 */
record Gateways(Discovery modules, int port) {

    /** A gateway. */
    private record Gateway(WebSocketGateway annotation, Discovered found) {
        String path() {
            return GatewayAddress.path(annotation.path());
        }
    }

    boolean isEmpty() {
        return all().isEmpty();
    }

    Set<String> paths() {
        return all().stream().map(Gateway::path).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the door serves what is bound to a port. */
    boolean serves(int wanted) {
        return wanted == 0 || wanted == port;
    }

    private List<Gateway> all() {
        var types = new HashSet<Class<?>>();
        return Stream.concat(modules.providers().stream(), modules.controllers().stream())
                .flatMap(found -> annotationOf(found.type()).stream().map(gateway -> new Gateway(gateway, found)))
                .filter(gateway -> serves(gateway.annotation().port()))
                .filter(gateway -> types.add(gateway.found().type()))
                .toList();
    }

    private static Optional<WebSocketGateway> annotationOf(Class<?> type) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            var found = ComposedAnnotations.find(List.of(current.getDeclaredAnnotations()), WebSocketGateway.class);
            if (!found.isEmpty()) {
                return Optional.of(found.getFirst());
            }
        }
        return Optional.empty();
    }

    /** The hooks of a path, as soon as there are instances. */
    GatewayHooks hooks(String path) {
        var inits = new ArrayList<OnGatewayInit>();
        var connections = new ArrayList<OnGatewayConnection>();
        var disconnects = new ArrayList<OnGatewayDisconnect>();
        for (var gateway : all()) {
            if (!gateway.path().equals(path)) {
                continue;
            }
            var instance = gateway.found().instance();
            if (instance.isEmpty()) {
                rejectHooks(gateway.found().type());
                continue;
            }
            addIf(OnGatewayInit.class, instance.get(), inits);
            addIf(OnGatewayConnection.class, instance.get(), connections);
            addIf(OnGatewayDisconnect.class, instance.get(), disconnects);
        }
        return new GatewayHooks(path, inits, connections, disconnects);
    }

    private static <T> void addIf(Class<T> hook, Object instance, List<T> hooks) {
        if (hook.isInstance(instance)) {
            hooks.add(hook.cast(instance));
        }
    }

    private static void rejectHooks(Class<?> type) {
        Stream.of(OnGatewayInit.class, OnGatewayConnection.class, OnGatewayDisconnect.class)
                .filter(hook -> hook.isAssignableFrom(type))
                .findFirst()
                .ifPresent(hook -> {
                    throw new HandlerDefinitionException(type.getName() + " implements " + hook.getSimpleName()
                            + ", and there is no one instance of it to call, since it is not a singleton: make it one, or"
                            + " move the hook to another gateway of its path that is");
                });
    }

    /** What reaches clients from outside, if the application has it. */
    WebSockets webSockets() {
        return modules.providers().stream()
                .flatMap(found -> found.instance().stream())
                .filter(WebSockets.class::isInstance)
                .map(WebSockets.class::cast)
                .findFirst()
                .orElseGet(WebSockets::new);
    }
}
