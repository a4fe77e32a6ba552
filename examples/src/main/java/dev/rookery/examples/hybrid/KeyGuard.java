package dev.rookery.examples.hybrid;

import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.MessageContext;

/** Lets in who knows the key. */
record KeyGuard(String key) implements Guard {
    @Override
    public boolean canActivate(ExecutionContext context) { // a header of HTTP, of NATS, or metadata of a packet
        return context.as(MessageContext.class)
                .flatMap(message -> message.header("key"))
                .filter(key::equals)
                .isPresent();
    }
}
