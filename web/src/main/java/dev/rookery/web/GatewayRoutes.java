package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.PatternNaming;
import dev.rookery.pipeline.HandlerAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** Names a handler by the path of its gateway and its event, as {@code /live watch}. */
final class GatewayRoutes implements PatternNaming {

    /** Called by core. */
    GatewayRoutes() {}

    @Override
    public List<String> patternsOf(Annotation mapping, Class<?> controller, Method method) {
        if (!(mapping instanceof SubscribeMessage subscribed) || subscribed.value().length == 0) {
            throw new HandlerDefinitionException(
                    mapping + " on " + method + " names no event: give it one, as in @SubscribeMessage(\"watch\")");
        }
        var gateway = HandlerAnnotations.of(controller, method)
                .nearest(WebSocketGateway.class)
                .orElseThrow(() -> new HandlerDefinitionException(controller.getName() + "." + method.getName()
                        + " has @SubscribeMessage, and its class is no gateway: annotate that with @WebSocketGateway"));
        var path = GatewayAddress.path(gateway.path());
        return Arrays.stream(subscribed.value())
                .map(event -> new GatewayAddress(gateway.port(), path, event).text())
                .toList();
    }
}
