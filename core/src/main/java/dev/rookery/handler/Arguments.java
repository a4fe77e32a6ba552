package dev.rookery.handler;

import dev.rookery.annotation.Ctx;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import dev.rookery.transport.MessageContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a handler, each with where its value comes from and the pipes that it goes through. */
final class Arguments {
    private final Argument[] arguments;

    private Arguments(Argument[] arguments) {
        this.arguments = arguments;
    }

    static Arguments of(Method method, List<Pipe<?, ?>> outerPipes, ComponentFactory components) {
        var parameters = method.getParameters();
        var arguments = new Argument[parameters.length];
        Parameter payload = null;
        for (var index = 0; index < parameters.length; index++) {
            arguments[index] = argument(parameters[index], outerPipes, components);
            if (isWholePayload(parameters[index])) {
                if (payload != null) {
                    throw new HandlerDefinitionException(
                            HandlerDiscovery.describe(method) + " takes the payload twice, as "
                                    + payload.getName() + " and as " + parameters[index].getName()
                                    + ": a message has one; take members of it with @Payload(\"name\")");
                }
                payload = parameters[index];
            }
        }
        return new Arguments(arguments);
    }

    @Nullable Object[] resolve(ExecutionContext context) throws Exception {
        var values = new @Nullable Object[arguments.length];
        for (var index = arguments.length - 1; index >= 0; index--) {
            values[index] = arguments[index].resolve(context);
        }
        return values;
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

    private static boolean isWholePayload(Parameter parameter) {
        var annotation = parameter.getAnnotation(Payload.class);
        return !isContext(parameter)
                && (annotation == null || annotation.value().isEmpty());
    }

    private static boolean isContext(Parameter parameter) {
        return MessageContext.class.isAssignableFrom(parameter.getType())
                || ExecutionContext.class.isAssignableFrom(parameter.getType());
    }

    private static Argument argument(Parameter parameter, List<Pipe<?, ?>> outerPipes, ComponentFactory components) {
        if (parameter.isAnnotationPresent(Ctx.class) && !isContext(parameter)) {
            throw new HandlerDefinitionException("@Ctx parameter " + parameter
                    + " is no context (expected: MessageContext, a transport's" + " own context, or ExecutionContext)");
        }
        var pipes = new ArrayList<>(outerPipes);
        for (var annotation : parameter.getAnnotations()) {
            var own = annotation instanceof UsePipes direct
                    ? direct
                    : annotation.annotationType().getAnnotation(UsePipes.class);
            if (own != null) {
                for (var type : own.value()) {
                    pipes.add(components.get(type));
                }
            }
        }
        return isContext(parameter) ? new ContextArgument(parameter, pipes) : new PayloadArgument(parameter, pipes);
    }

    /** One parameter. */
    private interface Argument {
        @Nullable Object resolve(ExecutionContext context) throws Exception;
    }

    private static final class ContextArgument implements Argument {
        private final Class<?> type;
        private final Pipes pipes;

        ContextArgument(Parameter parameter, List<Pipe<?, ?>> pipes) {
            this.type = parameter.getType();
            this.pipes = new Pipes(
                    pipes,
                    new ArgumentMetadata(
                            ArgumentMetadata.Kind.CUSTOM, parameter.getParameterizedType(), "", parameter));
        }

        @Override
        public @Nullable Object resolve(ExecutionContext context) throws Exception {
            Object value = type.isInstance(context) ? context : context.as(type).orElse(null);
            return pipes.apply(value);
        }
    }

    private static final class PayloadArgument implements Argument {
        private final java.lang.reflect.Type bindType;
        private final String property;
        private final Pipes pipes;

        PayloadArgument(Parameter parameter, List<Pipe<?, ?>> pipes) {
            var annotation = parameter.getAnnotation(Payload.class);
            this.property = annotation == null ? "" : annotation.value();
            this.pipes = new Pipes(
                    pipes,
                    new ArgumentMetadata(
                            ArgumentMetadata.Kind.PAYLOAD, parameter.getParameterizedType(), property, parameter));
            this.bindType = this.pipes.inputType(parameter.getParameterizedType());
        }

        @Override
        public @Nullable Object resolve(ExecutionContext context) throws Exception {
            var body = context.payload();
            return pipes.apply((property.isEmpty() ? body : body.property(property)).bind(bindType));
        }
    }
}
