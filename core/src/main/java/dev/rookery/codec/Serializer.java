package dev.rookery.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a packet before it is written: requests and events on a client, replies on a server. What Nest calls
 * {@code serializer}.
 *
 * <p>Called by any thread, at the same time. A thrown error fails the call, or answers the request with an error.
 */
@FunctionalInterface
public interface Serializer {

    /**
     * Says what goes on the wire in place of the packet.
     *
     * @param packet the packet with its members in order ({@code pattern}, {@code data}, …); {@code data} and {@code response} hold
     *     the values that the caller or handler gave. It may be changed and returned.
     * @return anything that can be written as JSON
     */
    @Nullable Object serialize(Map<String, @Nullable Object> packet);
}
