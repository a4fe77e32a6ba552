package dev.rookery.handler;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipes of one parameter, in order. */
final class Pipes {
    private final Pipe<?, ?>[] pipes;
    private final ArgumentMetadata argument;

    Pipes(List<Pipe<?, ?>> pipes, ArgumentMetadata argument) {
        this.pipes = pipes.toArray(Pipe<?, ?>[]::new);
        this.argument = argument;
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

    /** What the payload is bound to: the input of the first pipe, where its class says it, else the parameter's type. */
    Type inputType(Type parameter) {
        if (pipes.length == 0) {
            return parameter;
        }
        var input = declaredInput(pipes[0].getClass());
        return input == null || input == Object.class || input instanceof TypeVariable<?> ? parameter : input;
    }

    private static @Nullable Type declaredInput(Class<?> type) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (var contract : current.getGenericInterfaces()) {
                if (contract instanceof ParameterizedType generic && generic.getRawType() == Pipe.class) {
                    return generic.getActualTypeArguments()[0];
                }
            }
        }
        return null;
    }
}
