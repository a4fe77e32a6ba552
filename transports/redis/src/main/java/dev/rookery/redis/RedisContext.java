package dev.rookery.redis;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;

/**
 * What is known of a message that came by Redis.
 *
 * @param channel the channel that it was published to, also where the handler's pattern has wildcards
 * @param metadata what the sender's dispatch hook set, and the headers; Nest 12's clients can set it too
 */
public record RedisContext(String channel, Body metadata) implements MessageContext {

    /** {@inheritDoc} On Redis this is the channel. */
    @Override
    public String pattern() {
        return channel;
    }

    @Override
    public String transport() {
        return RedisTransporter.ID;
    }
}
