package dev.rookery.examples.scopes;

import dev.rookery.error.RpcException;
import dev.rookery.module.TenantResolver;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;

final class Tenants implements TenantResolver {
    @Override
    public Object tenantOf(ExecutionContext message) {
        return message.as(MessageContext.class)
                .flatMap(context -> context.header("tenant"))
                .orElseThrow(() -> new RpcException("Say whose message this is, in the header tenant"));
    }
}
