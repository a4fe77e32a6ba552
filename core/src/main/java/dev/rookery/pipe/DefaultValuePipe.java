package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import org.jspecify.annotations.Nullable;

/** Puts a text in place of nothing. It says neither what it takes nor what it gives, so that the pipe after it decides. */
final class DefaultValuePipe implements Pipe<Object, Object> {

    @Override
    public Pipe<Object, Object> forArgument(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@DefaultValue", DefaultValuePipe.class);
        var text = parameter.options(DefaultValue.class).value();
        if (parameter.isLast() && !parameter.type().isAssignableFrom(String.class)) {
            throw parameter.mistake(
                    "has @DefaultValue, which gives text (expected: a String, or a pipe after it, such as @ParseInt)");
        }
        return (value, same) -> value == null ? text : value;
    }

    @Override
    public Object transform(@Nullable Object value, ArgumentMetadata argument) {
        throw MarkedParameter.notReady(this);
    }
}
