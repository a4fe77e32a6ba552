package dev.rookery.examples.orders;

import dev.rookery.module.Injectable;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.MessageContext;

@Injectable
final class RolesGuard implements Guard {
    private final Roles roles;

    RolesGuard(Roles roles) { // injected: the module of the controller has to see Roles
        this.roles = roles;
    }

    @Override
    public boolean canActivate(ExecutionContext context) {
        return context.as(MessageContext.class)
                .flatMap(message -> message.header("role"))
                .filter(roles::mayOrder)
                .isPresent();
    }
}
