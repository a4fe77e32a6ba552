package dev.rookery.handler.internal;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ComponentStandIn;
import dev.rookery.pipeline.Pipe;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipes of one parameter, in order, each made ready for it. */
final class Pipes {
    private final List<Pipe<?, ?>> declared;
    private final Pipe<?, ?>[] pipes;
    private final ArgumentMetadata argument;

    Pipes(List<Pipe<?, ?>> declared, ArgumentMetadata argument) {
        this.declared = List.copyOf(declared);
        this.pipes = declared.stream().map(pipe -> pipe.forArgument(argument)).toArray(Pipe<?, ?>[]::new);
        this.argument = argument;
    }

    /** The pipes as they were declared. */
    List<Pipe<?, ?>> declared() {
        return declared;
    }

    ArgumentMetadata argument() {
        return argument;
    }

    @Nullable Object apply(@Nullable Object value) throws Exception {
        var current = value;
        for (var pipe : pipes) {
            current = transform(pipe, current);
        }
        return current;
    }

    @SuppressWarnings("unchecked") // a pipe is given what its type argument or the pipe before it promises
    private @Nullable Object transform(Pipe<?, ?> pipe, @Nullable Object value) throws Exception {
        return ((Pipe<Object, ?>) pipe).transform(value, argument);
    }

    /**
     * What the value is bound to: the input of the first pipe that says what it takes or what it makes. Pipes that pass on whatever they are
     * given do not decide; where there are only such, it is the parameter's own type.
     */
    Type inputType(Type parameter) {
        for (var pipe : declared) {
            var types = typesOf(ComponentStandIn.typeOf(pipe));
            if (!isAny(types[0])) {
                return types[0];
            }
            if (!isAny(types[1])) {
                return Object.class;
            }
        }
        return parameter;
    }

    /** Whether a pipe decides what it takes, so that any value may be given to it. */
    boolean takeAnything() {
        return !inputType(Void.class).equals(Void.class);
    }

    private static boolean isAny(Type type) {
        return type == Object.class || type instanceof TypeVariable<?>;
    }

    private static Type[] typesOf(Class<?> pipe) {
        for (Class<?> current = pipe; current != null; current = current.getSuperclass()) {
            for (var contract : current.getGenericInterfaces()) {
                if (contract instanceof ParameterizedType generic && generic.getRawType() == Pipe.class) {
                    return generic.getActualTypeArguments();
                }
            }
        }
        return new Type[] {Object.class, Object.class};
    }
}
