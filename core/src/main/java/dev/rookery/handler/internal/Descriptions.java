package dev.rookery.handler.internal;

import dev.rookery.handler.HandlerDescription;
import dev.rookery.pipeline.ComponentStandIn;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Describes handlers that are ready to be called. */
final class Descriptions {
    private Descriptions() {}

    static HandlerDescription of(BoundHandler handler, Arguments arguments, String transport) {
        var definition = handler.definition();
        var pipeline = handler.pipeline();
        return new HandlerDescription(
                definition.kind(),
                definition.patterns(),
                transport,
                definition.controller().type(),
                handler.method(),
                arguments.payloadType(),
                replyType(handler.method(), handler.returnKind()),
                handler.returnKind().isMany(),
                arguments.all().stream().map(Descriptions::parameter).toList(),
                types(pipeline.hooks()),
                types(pipeline.guards()),
                types(pipeline.interceptors()),
                types(pipeline.filters()));
    }

    private static HandlerDescription.Parameter parameter(Argument argument) {
        return new HandlerDescription.Parameter(argument.metadata(), types(argument.pipes()));
    }

    private static List<Class<?>> types(List<?> components) {
        return components.stream().<Class<?>>map(ComponentStandIn::typeOf).toList();
    }

    private static Type replyType(Method method, ReturnKind kind) {
        return switch (kind) {
            case VALUE -> method.getGenericReturnType();
            case NOTHING, STAGE_OF_NOTHING, MONO_OF_NOTHING -> void.class;
            case STAGE, MONO, PUBLISHER, STREAM ->
                method.getGenericReturnType() instanceof ParameterizedType generic
                        ? generic.getActualTypeArguments()[0]
                        : Object.class;
        };
    }
}
