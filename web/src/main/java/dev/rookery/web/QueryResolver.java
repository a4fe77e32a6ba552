package dev.rookery.web;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives parameters with {@link Query} their values. */
final class QueryResolver implements ArgumentResolver<Query> {

    /** Called by core. */
    QueryResolver() {}

    @Override
    public @Nullable Object resolve(Query annotation, ArgumentMetadata argument, ExecutionContext context) {
        var http = HttpArguments.context(context);
        return annotation.value().isEmpty()
                ? new FieldsBody(http.query(), http.codec()).bind(argument.type())
                : HttpArguments.convert(http.query().getOrDefault(annotation.value(), List.of()), argument, http);
    }
}
