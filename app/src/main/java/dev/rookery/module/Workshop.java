package dev.rookery.module;

import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.ExecutionContext;

/** Where instances are made: one tree for the application, one for each tenant, one for each message. Safe for use by several threads. */
final class Workshop {
    private final ApplicationOptions options;
    private final InstanceTree application = new InstanceTree(this, Lifetime.APPLICATION, null);
    private final TenantTrees tenants;
    private final Ending ending;

    Workshop(ApplicationOptions options) {
        this.options = options;
        this.tenants = new TenantTrees(this);
        this.ending = new Ending(options.shutdownHookTimeout(), "the shutdown");
    }

    ApplicationOptions options() {
        return options;
    }

    InstanceTree application() {
        return application;
    }

    TenantTrees tenants() {
        return tenants;
    }

    Ending ending() {
        return ending;
    }

    /** What is made for a message. */
    InstanceTree of(ExecutionContext message) {
        return message.attached(this, () -> new InstanceTree(this, Lifetime.MESSAGE, new RequestContext(message)));
    }

    /**
     * What is made for the message that this thread handles.
     *
     * @param wanted what lives as short as a message
     * @throws WiringException if it handles none
     */
    InstanceTree current(Provided wanted) {
        return of(
                CurrentMessage.get()
                        .orElseThrow(
                                () -> new WiringException(
                                        wanted + " " + wanted.target().toldLifetime()
                                                + ", and this thread handles no message: ask for it in a handler, or in what a handler calls")));
    }
}
