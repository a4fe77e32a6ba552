package dev.rookery.web;

import dev.rookery.annotation.UsePipes;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the resolvers of this package have in common. */
final class HttpArguments {
    private HttpArguments() {}

    static HttpContext context(ExecutionContext context) {
        return context.as(HttpContext.class)
                .orElseThrow(() -> new IllegalStateException(
                        context.handler() + " takes a part of an HTTP request, and was called by something else"));
    }

    /** The value for a parameter, or the text for the pipes that it has of its own. */
    static @Nullable Object convert(List<String> texts, ArgumentMetadata argument, HttpContext http) {
        if (ComposedAnnotations.find(argument.annotations(), UsePipes.class).isEmpty()) {
            return new Texts(http.codec()).convert(texts, argument.type());
        }
        return switch (texts.size()) {
            case 0 -> null;
            case 1 -> texts.getFirst();
            default -> texts;
        };
    }
}
