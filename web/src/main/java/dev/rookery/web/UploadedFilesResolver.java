package dev.rookery.web;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** Gives parameters with {@link UploadedFiles} their values. */
final class UploadedFilesResolver implements ArgumentResolver<UploadedFiles> {
    /** Called by core. */
    UploadedFilesResolver() {}

    @Override
    public @Nullable Object resolve(UploadedFiles annotation, ArgumentMetadata argument, ExecutionContext context) {
        return HttpArguments.context(context).files(annotation.value());
    }
}
