package dev.rookery.memory;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;
import java.util.Map;

/**
 * What is known of a message that came by memory.
 *
 * @param pattern the pattern as the sender wrote it
 * @param metadata what the sender's dispatch hook set
 * @param headers the headers
 */
public record MemoryContext(String pattern, Body metadata, Map<String, String> headers) implements MessageContext {
    @Override
    public String transport() {
        return InMemoryTransporter.ID;
    }
}
