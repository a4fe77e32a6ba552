package dev.rookery.redis;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;

/** What is known of a message that came by Redis. Safe for use by several threads. */
public final class RedisContext implements MessageContext {
    private final String channel;
    private final Body metadata;

    RedisContext(String channel, Body metadata) {
        this.channel = channel;
        this.metadata = metadata;
    }

    /**
     * The channel that the message was published to, also where the handler's pattern has wildcards.
     *
     * @return the channel
     */
    public String channel() {
        return channel;
    }

    /** {@inheritDoc} On Redis this is the channel. */
    @Override
    public String pattern() {
        return channel;
    }

    @Override
    public String transport() {
        return RedisTransporter.ID;
    }

    /** {@inheritDoc} On Redis the headers are in it too; Nest 12's clients can set it. */
    @Override
    public Body metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return "RedisContext[" + channel + "]";
    }
}
