package dev.rookery.web;

import dev.rookery.error.HttpException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives parameters with {@link UploadedFile} their values. */
final class UploadedFileResolver implements ArgumentResolver<UploadedFile> {
    /** Called by core. */
    UploadedFileResolver() {}

    @Override
    public @Nullable Object resolve(UploadedFile annotation, ArgumentMetadata argument, ExecutionContext context) {
        var found = HttpArguments.context(context).files(annotation.value()).stream()
                .findFirst();
        if (argument.type() instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return found;
        }
        return found.orElseThrow(() -> new HttpException(Statuses.BAD_REQUEST, "File is required"));
    }
}
