package dev.rookery.handler.internal;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.internal.Lineage;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.pipeline.Pipe;
import dev.rookery.transport.MessageContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The parameters of a handler. */
final class Arguments {
    private final Argument[] arguments;

    private Arguments(Argument[] arguments) {
        this.arguments = arguments;
    }

    static Arguments of(
            HandlerDefinition definition,
            List<Pipe<?, ?>> outerPipes,
            HandlerAnnotations annotations,
            ComponentFactory components) {
        var method = definition.method();
        var lineage = Lineage.of(definition.controller().type(), method);
        var parameters = method.getParameters();
        var arguments = new Argument[parameters.length];
        Parameter payload = null;
        for (var index = 0; index < parameters.length; index++) {
            var reader = new ArgumentReader(
                    definition.describe(),
                    parameters[index],
                    ComposedAnnotations.ofParameter(lineage, index),
                    annotations,
                    components);
            arguments[index] = reader.read(outerPipes);
            if (reader.isWholePayload()) {
                if (payload != null) {
                    throw new HandlerDefinitionException(definition.describe() + " takes the payload twice, as "
                            + payload.getName() + " and as " + parameters[index].getName()
                            + ": a message has one; take members of it with @Payload(\"name\")");
                }
                payload = parameters[index];
            }
        }
        return new Arguments(arguments);
    }

    /** The last parameter first, as Nest does it. */
    @Nullable Object[] resolve(ExecutionContext context) throws Exception {
        var values = new @Nullable Object[arguments.length];
        for (var index = arguments.length - 1; index >= 0; index--) {
            values[index] = arguments[index].resolve(context);
        }
        return values;
    }

    List<Argument> all() {
        return List.of(arguments);
    }

    /** What the payload as a whole is bound to; void where no parameter is all of it. */
    Type payloadType() {
        for (var argument : arguments) {
            if (argument.source() instanceof ArgumentSource.OfPayload payload
                    && payload.member().isEmpty()) {
                return payload.type();
            }
        }
        return void.class;
    }

    /** Whether the payload as a whole is a stream. */
    boolean takesStream() {
        var raw = payloadType() instanceof ParameterizedType generic ? generic.getRawType() : payloadType();
        return raw instanceof Class<?> type && Publisher.class.isAssignableFrom(type);
    }

    /** The transport context type that a method asks for, if it asks for one. */
    static @Nullable Class<?> contextType(Method method) {
        for (var parameter : method.getParameterTypes()) {
            if (MessageContext.class.isAssignableFrom(parameter) && parameter != MessageContext.class) {
                return parameter;
            }
        }
        return null;
    }
}
