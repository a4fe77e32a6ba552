package dev.rookery.handler.internal;

import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.ControllerSource;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.HandlerDescription;
import dev.rookery.pipeline.ArgumentValidator;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.pipeline.PipelineComponents;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handler that is ready to be called: parameters, pipeline and the method itself, resolved once, at start. */
public final class BoundHandler {
    private final HandlerDefinition definition;
    private final HandlerAnnotations annotations;
    private final PipelineComponents pipeline;
    private final HandlerFilters filters;
    private final Arguments arguments;
    private final @Nullable ArgumentValidator validator;
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
        var controller = definition.controller().type();
        this.annotations = HandlerAnnotations.of(controller, definition.method());
        var ofController = declared(annotations::ofController, components);
        var ofMethod = declared(annotations::ofMethod, components);
        this.pipeline = global.plus(ofController).plus(ofMethod);
        this.filters = new HandlerFilters(List.of(ofMethod.filters(), ofController.filters(), global.filters()));
        this.arguments = Arguments.of(definition, pipeline.pipes(), annotations, components);
        this.validator = Validation.of(definition, arguments);
        this.method = methodHandle(definition);
        this.maker = definition.controller() instanceof ControllerSource.PerMessage each ? each.maker() : null;
        this.returnKind = ReturnKind.of(definition.method());
        this.nonBlocking = annotations.nearest(NonBlocking.class).isPresent();
        this.timeout = annotations
                .nearest(HandlerTimeout.class)
                .map(annotation -> timeoutOf(definition, annotation))
                .orElse(null);
        if (nonBlocking && returnKind == ReturnKind.STREAM) {
            throw new HandlerDefinitionException(definition.describe()
                    + " is @NonBlocking and returns a Stream, which blocks: return a Flux, or drop @NonBlocking");
        }
    }

    /**
     * What a class or a method names, superclasses and contracts first: a guard of a base class guards its subclasses, as in Nest. Each also
     * through annotations that are composed of others.
     */
    private static PipelineComponents declared(Declared declared, ComponentFactory components) {
        return new PipelineComponents(
                List.of(),
                instances(declared.all(UseGuards.class), UseGuards::value, components),
                instances(declared.all(UseInterceptors.class), UseInterceptors::value, components),
                instances(declared.all(UsePipes.class), UsePipes::value, components),
                instances(declared.all(UseFilters.class), UseFilters::value, components));
    }

    private static <A extends Annotation, T> List<T> instances(
            List<A> annotations, Function<A, Class<? extends T>[]> classes, ComponentFactory components) {
        var found = new ArrayList<T>();
        for (var annotation : annotations) {
            for (var component : classes.apply(annotation)) {
                found.add(components.get(component));
            }
        }
        return found;
    }

    /** The annotations of one level. */
    private interface Declared {
        <A extends Annotation> List<A> all(Class<A> type);
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

    private static Duration timeoutOf(HandlerDefinition definition, HandlerTimeout annotation) {
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

    /**
     * Resolves the parameters, through their pipes, and calls the method.
     *
     * @param context the message
     * @return what the method returned
     * @throws Throwable what a pipe or the method threw
     */
    public @Nullable Object call(ExecutionContext context) throws Throwable {
        var values = arguments.resolve(context);
        if (maker != null) {
            return callAnew(maker, values, context);
        }
        if (validator != null) {
            validator.validate(sharedController(), values);
        }
        return (Object) method.invokeExact(values);
    }

    private @Nullable Object callAnew(
            Function<? super ExecutionContext, ?> making, @Nullable Object[] values, ExecutionContext context)
            throws Throwable {
        Object controller = making.apply(context);
        if (validator != null) {
            validator.validate(controller, values);
        }
        return (Object) method.invokeExact(controller, values);
    }

    private Object sharedController() {
        return ((ControllerSource.Shared) definition.controller()).instance();
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
     * Whether the payload is a stream that the handler asks for, so that only a transport with streams of requests can serve it.
     *
     * @return true if the payload as a whole is bound to a {@code Flux} or another publisher
     */
    public boolean takesStream() {
        return arguments.takesStream();
    }

    /**
     * Describes the handler and what stands around it.
     *
     * @param transport the id of the transport that it serves on
     * @return the description
     */
    public HandlerDescription describe(String transport) {
        return Descriptions.of(this, arguments, transport);
    }

    /**
     * The filters, by level.
     *
     * @return who takes an error
     */
    public HandlerFilters filters() {
        return filters;
    }

    /**
     * The annotations of method and controller.
     *
     * @return reads and remembers them
     */
    public HandlerAnnotations annotations() {
        return annotations;
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
}
