package dev.rookery.server;

import dev.rookery.annotation.Controller;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.ControllerSource;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers of some controllers serve on a transport, and which are left to others.
 *
 * @param bound those that serve, in the order of their controllers
 * @param skipped those that do not
 */
record HandlerBinding(List<BoundHandler> bound, List<HandlerDefinition> skipped) {

    HandlerBinding {
        bound = List.copyOf(bound);
        skipped = List.copyOf(skipped);
    }

    /** A controller, and where its components come from if not from where those of others do. */
    record Served(ControllerSource controller, @Nullable ComponentFactory components) {}

    /**
     * Binds.
     *
     * @param target the transport
     * @param controllers the controllers
     * @param components what stands around every handler
     * @param factory where components come from
     * @param amongOthers whether other servers may take what does not serve here; else it may be a mistake
     * @throws HandlerDefinitionException if a handler cannot be as it is written, or surely serves nowhere
     */
    static HandlerBinding of(
            Transporter target,
            List<Served> controllers,
            PipelineComponents components,
            ComponentFactory factory,
            boolean amongOthers) {
        var bound = new ArrayList<BoundHandler>();
        var skipped = new ArrayList<HandlerDefinition>();
        for (var served : controllers) {
            var itsComponents = served.components() == null ? factory : served.components();
            for (var definition : definitions(served.controller())) {
                if (definition.servesOn(target)) {
                    bound.add(fitting(new BoundHandler(definition, components, itsComponents), target));
                } else if (amongOthers || !definition.isMisplacedOn(target)) {
                    skipped.add(definition);
                } else {
                    throw misplaced(definition, target);
                }
            }
        }
        return new HandlerBinding(bound, skipped);
    }

    private static List<HandlerDefinition> definitions(ControllerSource controller) {
        var found = HandlerDiscovery.handlersOf(controller);
        if (found.isEmpty() && !hasOtherUses(controller.type())) {
            throw new HandlerDefinitionException(controller.type().getName()
                    + " has no handler: annotate a method with @MessagePattern or @EventPattern");
        }
        return found;
    }

    /** What has an annotation that stands for {@code @Controller} may be there for others to call, or for hooks of its own. */
    private static boolean hasOtherUses(Class<?> type) {
        return ComposedAnnotations.carrying(List.of(type.getAnnotations()), Controller.class)
                .isPresent();
    }

    private static BoundHandler fitting(BoundHandler handler, Transporter target) {
        if (handler.takesStream() && !target.capabilities().contains(Capability.REQUEST_STREAM)) {
            throw new HandlerDefinitionException(handler.definition().describe()
                    + " takes a stream of requests, which " + target.id()
                    + " does not carry: take one payload, or bind it to a transport that does, such as gRPC");
        }
        return handler;
    }

    private static HandlerDefinitionException misplaced(HandlerDefinition definition, Transporter target) {
        return new HandlerDefinitionException(
                definition.describe() + " " + definition.binding() + ", and the server is on " + target.id()
                        + ": bind it with an annotation that means something there, or serve it on another transport");
    }
}
