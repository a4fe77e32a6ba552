package dev.rookery.examples.pipeline;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;

final class CurrentUserResolver implements ArgumentResolver<CurrentUser> {
    @Override
    public Object resolve(CurrentUser annotation, ArgumentMetadata argument, ExecutionContext context) {
        return context.as(MessageContext.class)
                .flatMap(message -> message.header("user"))
                .orElse(annotation.fallback());
    }
}
