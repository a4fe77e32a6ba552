package dev.rookery.web;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives parameters with {@link Cookie} their values. */
final class CookieResolver implements ArgumentResolver<Cookie> {

    /** Called by core. */
    CookieResolver() {}

    @Override
    public @Nullable Object resolve(Cookie annotation, ArgumentMetadata argument, ExecutionContext context) {
        var http = HttpArguments.context(context);
        var value = http.cookies().get(annotation.value());
        return HttpArguments.convert(value == null ? List.of() : List.of(value), argument, http);
    }
}
