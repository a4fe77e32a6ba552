package dev.rookery.codec;

import org.jspecify.annotations.Nullable;

/**
 * A request or an event as it came.
 *
 * @param pattern the JSON text of the pattern, as the peer wrote it; null if the packet has none
 * @param data the payload
 * @param id the JSON text of the packet's id, to be echoed as it is; null if there is none, which makes it an event
 * @param metadata what the sender's dispatch hook set (Nest 12); absent if nothing
 */
public record IncomingRequest(
        @Nullable String pattern, Body data, @Nullable String id, Body metadata) {

    /**
     * Whether nobody waits for a reply.
     *
     * @return true if the packet has no id
     */
    public boolean isEvent() {
        return id == null;
    }

    /**
     * Whether this is no packet at all: neither a pattern nor data, or no object.
     *
     * @return true if there is nothing to dispatch
     */
    public boolean isForeign() {
        return pattern == null && data.isAbsent();
    }
}
