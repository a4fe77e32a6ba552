package dev.rookery.module;

import dev.rookery.pipeline.ExecutionContext;

/**
 * Says whose message one is; what {@code ContextIdFactory.apply} takes in Nest. An application with {@link Scope#TENANT tenant-scoped}
 * providers has one such provider, in whichever module.
 */
@FunctionalInterface
public interface TenantResolver {

    /**
     * Reads the tenant off a message. Called for each message that needs something tenant-scoped, on its thread.
     *
     * @param message the message
     * @return the key of the tenant, compared by {@code equals}: a text, a number, a record; never null
     * @throws RuntimeException is handled by filters, just as an error of the handler
     */
    Object tenantOf(ExecutionContext message);
}
