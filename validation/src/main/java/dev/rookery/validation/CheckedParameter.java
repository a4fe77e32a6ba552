package dev.rookery.validation;

import dev.rookery.pipeline.ArgumentMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that is checked.
 *
 * @param index which one it is
 * @param metadata what core knows of it
 * @param declared whether it has constraints or {@code @Valid}
 * @param shape where in it a {@link ValidationPipe} looks for constraints of classes; null for nowhere
 * @param required whether nothing in its place is an error
 */
record CheckedParameter(
        int index,
        ArgumentMetadata metadata,
        boolean declared,
        @Nullable Shape shape,
        boolean required) {

    /** With what the paths in it begin. */
    String start() {
        return metadata.kind() == ArgumentMetadata.Kind.CUSTOM
                ? metadata.parameter().getName()
                : metadata.property();
    }
}
