package dev.rookery.web;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives parameters with {@link Param} their values. */
final class ParamResolver implements ArgumentResolver<Param> {

    /** Called by core. */
    ParamResolver() {}

    @Override
    public @Nullable Object resolve(Param annotation, ArgumentMetadata argument, ExecutionContext context) {
        var http = HttpArguments.context(context);
        if (annotation.value().isEmpty()) {
            var all = http.params().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
            return new FieldsBody(all, http.codec()).bind(argument.type());
        }
        var value = http.params().get(annotation.value());
        return HttpArguments.convert(value == null ? List.of() : List.of(value), argument, http);
    }
}
