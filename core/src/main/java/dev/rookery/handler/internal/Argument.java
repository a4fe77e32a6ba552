package dev.rookery.handler.internal;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parameter of a handler: where its value comes from, and the pipes that it goes through. */
final class Argument {
    private final ArgumentSource source;
    private final Pipes pipes;
    private final boolean primitive;

    Argument(ArgumentSource source, Pipes pipes) {
        this.source = source;
        this.pipes = pipes;
        this.primitive = pipes.argument().parameter().getType().isPrimitive();
    }

    @Nullable Object resolve(ExecutionContext context) throws Exception {
        var value = pipes.apply(source.value(context));
        if (value == null && primitive) {
            throw missing();
        }
        return value;
    }

    private InvalidPayloadException missing() {
        var argument = pipes.argument();
        return new InvalidPayloadException(argument.place() + " is missing (expected: "
                + argument.parameter().getType() + ")");
    }

    ArgumentSource source() {
        return source;
    }

    ArgumentMetadata metadata() {
        return pipes.argument();
    }

    List<Pipe<?, ?>> pipes() {
        return pipes.declared();
    }
}
