package dev.rookery.examples.moving;

import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.MessageContext;

final class ShopsOnly implements Guard {
    @Override
    public boolean canActivate(ExecutionContext context) {
        return context.as(MessageContext.class)
                .flatMap(message -> message.header("shop"))
                .isPresent();
    }
}
