package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A parameter with one of the annotations of this package: what it says, and what is wrong with it.
 *
 * @param argument the parameter
 * @param annotation the annotation, as people write it
 * @param pipe the pipe of the annotation
 */
record MarkedParameter(ArgumentMetadata argument, String annotation, Class<? extends Pipe<?, ?>> pipe) {

    <A extends Annotation> A options(Class<A> type) {
        return argument.annotation(type)
                .orElseThrow(() -> mistake("is given to the pipe of " + annotation
                        + ", which has its options from that annotation (expected: " + annotation
                        + " on the parameter)"));
    }

    /** The type of the parameter; of a primitive one, its wrapper. */
    Class<?> type() {
        return MethodType.methodType(argument.parameter().getType()).wrap().returnType();
    }

    boolean isPrimitive() {
        return argument.parameter().getType().isPrimitive();
    }

    /** Whether the parameter gets what this pipe gives. */
    boolean isLast() {
        var pipes = pipes();
        return pipes.isEmpty() || pipes.getLast() == pipe;
    }

    /** Refuses a parameter that cannot take what this pipe gives; where another pipe follows, that one has to care. */
    void requireType(Class<?> given) {
        if (isLast() && !type().isAssignableFrom(given)) {
            var primitive = MethodType.methodType(given).unwrap().returnType();
            var types = primitive == given ? given.getSimpleName() : primitive + " or " + given.getSimpleName();
            throw mistake("has " + annotation + " and cannot take what it makes (expected: " + types + ")");
        }
    }

    /** The text that stands in for nothing, if that is settled right before this pipe. */
    Optional<String> defaultValue() {
        var pipes = pipes();
        var index = pipes.indexOf(pipe);
        return index > 0 && pipes.get(index - 1) == DefaultValuePipe.class
                ? argument.annotation(DefaultValue.class).map(DefaultValue::value)
                : Optional.empty();
    }

    /** The parameter's own pipes, in order. */
    private List<Class<?>> pipes() {
        return ComposedAnnotations.find(argument.annotations(), UsePipes.class).stream()
                .flatMap(use -> Arrays.<Class<?>>stream(use.value()))
                .toList();
    }

    HandlerDefinitionException mistake(String what) {
        var parameter = argument.parameter();
        return new HandlerDefinitionException("Parameter " + parameter.getType().getSimpleName() + " "
                + parameter.getName() + " of " + HandlerDiscovery.describe((Method) parameter.getDeclaringExecutable())
                + " " + what);
    }

    static IllegalStateException notReady(Pipe<?, ?> pipe) {
        return new IllegalStateException(
                pipe.getClass().getSimpleName() + " was used without a call of forArgument, which makes it ready");
    }
}
