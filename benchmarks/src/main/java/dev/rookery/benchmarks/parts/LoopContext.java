package dev.rookery.benchmarks.parts;

import dev.rookery.transport.MessageContext;

/** What is known of a message that came by {@link Loop}. */
record LoopContext(String pattern) implements MessageContext {
    @Override
    public String transport() {
        return Loop.ID;
    }
}
