package dev.rookery.examples.scopes;

import dev.rookery.module.Injectable;
import dev.rookery.module.RequestContext;
import dev.rookery.module.Scope;
import dev.rookery.transport.MessageContext;
import java.util.Map;
import java.util.Objects;

@Injectable(scope = Scope.REQUEST) // one for each message
final class Basket {
    private final String owner;

    Basket(RequestContext request) {
        var data = Objects.requireNonNullElse(request.data(Map.class), Map.of());
        this.owner = data.get("user") + " by " + request.pattern() + " via "
                + request.as(MessageContext.class)
                        .map(MessageContext::transport)
                        .orElse("?");
    }

    String owner() {
        return owner;
    }
}
