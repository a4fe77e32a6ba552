package dev.rookery.handler;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pattern.Pattern;
import dev.rookery.pipeline.ArgumentMetadata;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/**
 * A handler and what stands around it, for pages, documents and tools that tell of a service. Immutable.
 *
 * @param kind whether it serves requests or events
 * @param patterns what it is bound to
 * @param transport the id of the transport that it serves on
 * @param controller the class of the controller
 * @param method the method
 * @param payloadType what the payload as a whole is bound to; {@code void.class} where the handler takes no whole payload
 * @param replyType the type of a reply, an element where there are many; {@code void.class} where there is none
 * @param manyReplies whether there may be more than one reply
 * @param parameters the parameters, in order
 * @param hooks the classes of the pre-request hooks, in the order in which they run
 * @param guards the classes of the guards, in the order in which they run
 * @param interceptors the classes of the interceptors, the outermost first
 * @param filters the classes of the filters, from the global ones to those of the method
 */
public record HandlerDescription(
        HandlerMapping.Kind kind,
        List<Pattern> patterns,
        String transport,
        Class<?> controller,
        Method method,
        Type payloadType,
        Type replyType,
        boolean manyReplies,
        List<Parameter> parameters,
        List<Class<?>> hooks,
        List<Class<?>> guards,
        List<Class<?>> interceptors,
        List<Class<?>> filters) {

    /** Copies the lists. */
    public HandlerDescription {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(controller, "controller");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(payloadType, "payloadType");
        Objects.requireNonNull(replyType, "replyType");
        patterns = List.copyOf(patterns);
        parameters = List.copyOf(parameters);
        hooks = List.copyOf(hooks);
        guards = List.copyOf(guards);
        interceptors = List.copyOf(interceptors);
        filters = List.copyOf(filters);
    }

    /**
     * The method as people write it: {@code MathController.sum(List)}.
     *
     * @return class, method and the types of the parameters
     */
    public String name() {
        return HandlerDiscovery.describe(method);
    }

    /**
     * A parameter of a handler.
     *
     * @param argument where its value comes from, its type and annotations
     * @param pipes the classes of the pipes that it goes through, in that order
     */
    public record Parameter(ArgumentMetadata argument, List<Class<?>> pipes) {
        /** Copies the list. */
        public Parameter {
            Objects.requireNonNull(argument, "argument");
            pipes = List.copyOf(pipes);
        }
    }
}
