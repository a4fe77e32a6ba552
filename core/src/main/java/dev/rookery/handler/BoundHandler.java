package dev.rookery.handler;

import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.PipelineComponents;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handler that is ready to be called: parameters, pipeline and the method itself, resolved once, at start. */
public final class BoundHandler {
    private final HandlerDefinition definition;
    private final PipelineComponents pipeline;
    private final Arguments arguments;
    private final MethodHandle method;
    private final @Nullable Function<? super ExecutionContext, ?> maker;
    private final ReturnKind returnKind;
    private final boolean nonBlocking;
    private final @Nullable Duration timeout;

    /**
     * Prepares a handler.
     *
     * @param definition the method
     * @param global the components that apply to every handler
     * @param components makes those that annotations name
     * @throws HandlerDefinitionException if the method cannot serve as a handler
     */
    public BoundHandler(HandlerDefinition definition, PipelineComponents global, ComponentFactory components) {
        this.definition = definition;
        this.pipeline = global.plus(declared(definition, components));
        this.arguments = Arguments.of(definition.method(), pipeline.pipes(), components);
        this.method = methodHandle(definition);
        this.maker = definition.controller() instanceof ControllerSource.PerMessage each ? each.maker() : null;
        this.returnKind = ReturnKind.of(definition.method());
        this.nonBlocking = annotation(definition, NonBlocking.class) != null;
        this.timeout = timeoutOf(definition);
        if (nonBlocking && returnKind == ReturnKind.STREAM) {
            throw new HandlerDefinitionException(definition.describe()
                    + " is @NonBlocking and returns a Stream, which blocks: return a Flux, or drop @NonBlocking");
        }
    }

    private static PipelineComponents declared(HandlerDefinition definition, ComponentFactory components) {
        return new PipelineComponents(
                List.of(),
                declared(definition, UseGuards.class, UseGuards::value, components),
                declared(definition, UseInterceptors.class, UseInterceptors::value, components),
                declared(definition, UsePipes.class, UsePipes::value, components),
                declared(definition, UseFilters.class, UseFilters::value, components));
    }

    /**
     * What the class names, then what the method names, superclasses and contracts first: a guard of a base class guards its subclasses, as
     * in Nest. Each also through annotations that carry the annotation.
     */
    private static <A extends Annotation, T> List<T> declared(
            HandlerDefinition definition,
            Class<A> type,
            Function<A, Class<? extends T>[]> classes,
            ComponentFactory components) {
        var found = new ArrayList<T>();
        for (var element : annotated(definition)) {
            for (var annotation : element.getDeclaredAnnotations()) {
                var own = type.isInstance(annotation)
                        ? type.cast(annotation)
                        : annotation.annotationType().getAnnotation(type);
                if (own != null) {
                    Arrays.stream(classes.apply(own)).forEach(component -> found.add(components.get(component)));
                }
            }
        }
        return found;
    }

    private static List<AnnotatedElement> annotated(HandlerDefinition definition) {
        var type = definition.controller().type();
        var elements = new ArrayList<AnnotatedElement>(HandlerDiscovery.lineage(type));
        elements.addAll(HandlerDiscovery.lineage(type, definition.method()));
        return elements;
    }

    private static MethodHandle methodHandle(HandlerDefinition definition) {
        var target = definition.method();
        try {
            target.setAccessible(true);
            var handle = MethodHandles.lookup()
                    .unreflect(target)
                    .asFixedArity()
                    .asSpreader(Object[].class, target.getParameterCount());
            return switch (definition.controller()) {
                case ControllerSource.Shared shared ->
                    handle.bindTo(shared.instance()).asType(MethodType.methodType(Object.class, Object[].class));
                case ControllerSource.PerMessage each ->
                    handle.asType(MethodType.methodType(Object.class, Object.class, Object[].class));
            };
        } catch (IllegalAccessException | RuntimeException e) {
            throw new HandlerDefinitionException(
                    definition.describe() + " cannot be called: " + e.getMessage()
                            + "; open its package to dev.rookery.core, or make it public",
                    e);
        }
    }

    private static @Nullable Duration timeoutOf(HandlerDefinition definition) {
        var annotation = annotation(definition, HandlerTimeout.class);
        if (annotation == null) {
            return null;
        }
        try {
            var duration = Duration.parse(annotation.value());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw badTimeout(definition, annotation, e);
        }
        throw badTimeout(definition, annotation, null);
    }

    private static HandlerDefinitionException badTimeout(
            HandlerDefinition definition, HandlerTimeout annotation, @Nullable Throwable cause) {
        var message = "@HandlerTimeout(\"" + annotation.value() + "\") on " + definition.describe()
                + " is no duration (expected: ISO 8601, as in \"PT5S\", not negative)";
        return cause == null ? new HandlerDefinitionException(message) : new HandlerDefinitionException(message, cause);
    }

    /** The nearest one: the method's, that of a method it overrides, the class's, that of a superclass or contract. */
    private static <A extends Annotation> @Nullable A annotation(HandlerDefinition definition, Class<A> type) {
        for (var element : annotated(definition).reversed()) {
            var found = element.getDeclaredAnnotation(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Resolves the parameters, through their pipes, and calls the method.
     *
     * @param context the message
     * @return what the method returned
     * @throws Throwable what a pipe or the method threw
     */
    public @Nullable Object call(ExecutionContext context) throws Throwable {
        return maker == null
                ? (Object) method.invokeExact(arguments.resolve(context))
                : callAnew(maker, arguments.resolve(context), context);
    }

    private @Nullable Object callAnew(
            Function<? super ExecutionContext, ?> making, @Nullable Object[] values, ExecutionContext context)
            throws Throwable {
        Object controller = making.apply(context);
        return (Object) method.invokeExact(controller, values);
    }

    /**
     * The definition that this was made from.
     *
     * @return the definition
     */
    public HandlerDefinition definition() {
        return definition;
    }

    /**
     * The method.
     *
     * @return the method of the controller
     */
    public Method method() {
        return definition.method();
    }

    /**
     * The components that apply, from the global ones to those of the method.
     *
     * @return the components
     */
    public PipelineComponents pipeline() {
        return pipeline;
    }

    /**
     * What the result means on the wire.
     *
     * @return the kind
     */
    public ReturnKind returnKind() {
        return returnKind;
    }

    /**
     * Whether it runs on the transport's thread.
     *
     * @return true if it said so
     */
    public boolean isNonBlocking() {
        return nonBlocking;
    }

    /**
     * The limit on its time, where it has one of its own.
     *
     * @return the limit; zero for none
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /**
     * Whether the handler can serve on a transport.
     *
     * @param transportId the transport
     * @param contextType the type of its contexts
     * @return false if it is bound to another one, by name or by the type of a parameter
     */
    public boolean servesOn(String transportId, Class<?> contextType) {
        var wanted = Arguments.contextType(definition.method());
        return definition.transportId().map(transportId::equals).orElse(true)
                && (wanted == null || wanted.isAssignableFrom(contextType));
    }
}
