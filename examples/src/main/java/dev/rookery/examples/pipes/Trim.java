package dev.rookery.examples.pipes;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import org.jspecify.annotations.Nullable;

final class Trim implements Pipe<String, String> { // takes a String, so that is what the payload is bound to
    @Override
    public @Nullable String transform(@Nullable String value, ArgumentMetadata argument) {
        return value == null ? null : value.strip();
    }
}
