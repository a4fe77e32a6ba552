package dev.rookery.examples.pipeline;

import dev.rookery.module.Global;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.MessageContext;
import java.util.List;

@Global // a provider with it applies to every handler of the application
final class RoleGuard implements Guard {
    private final Staff staff;

    RoleGuard(Staff staff) { // injected: the module that provides the guard has to see Staff
        this.staff = staff;
    }

    @Override
    public boolean canActivate(ExecutionContext context) {
        var allowed = context.annotations().merged(Allow.class, allow -> List.of(allow.value()));
        return allowed.isEmpty()
                || context.as(MessageContext.class)
                        .flatMap(message -> message.header("user"))
                        .map(staff::roleOf)
                        .filter(allowed::contains)
                        .isPresent();
    }
}
