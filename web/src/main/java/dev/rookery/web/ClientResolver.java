package dev.rookery.web;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;

/** Gives parameters with {@link ConnectedSocket} their values. */
final class ClientResolver implements ArgumentResolver<ConnectedSocket> {

    /** Called by core. */
    ClientResolver() {}

    @Override
    public WsClient resolve(ConnectedSocket annotation, ArgumentMetadata argument, ExecutionContext context) {
        return context.as(WsContext.class)
                .orElseThrow(() -> new IllegalStateException(
                        context.handler() + " takes the client of a WebSocket, and was called by something else"))
                .client();
    }
}
