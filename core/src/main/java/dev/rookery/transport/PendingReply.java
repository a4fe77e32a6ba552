package dev.rookery.transport;

import dev.rookery.codec.Body;
import java.time.Duration;

/**
 * A caller that waits. Calls never overlap; after the end, an error, or a last value, further ones are ignored. Any thread may
 * call; nothing blocks, nothing is thrown.
 */
public interface PendingReply {

    /**
     * The pattern that was called, for messages.
     *
     * @return the route
     */
    String pattern();

    /**
     * How long the caller waits for its first reply, for transports that tell the service. Core looks after the time itself.
     *
     * @return the time from the call on; zero, the default, if it waits for ever
     */
    default Duration timeout() {
        return Duration.ZERO;
    }

    /**
     * Delivers a value.
     *
     * @param value the value, to be bound to the type that the caller asked for; absent if the packet held none
     * @param last whether it is the last one
     */
    void next(Body value, boolean last);

    /** Delivers the end. */
    void complete();

    /**
     * Delivers an error, which is the end.
     *
     * @param error why
     */
    void error(Throwable error);
}
