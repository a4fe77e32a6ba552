package dev.rookery.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a packet of what came from the wire: requests and events on a server, replies on a client. What Nest calls
 * {@code deserializer}.
 *
 * <p>Called by any thread, at the same time; it must not block. A thrown error makes the message undecodable.
 */
@FunctionalInterface
public interface Deserializer {

    /**
     * Finds the packet in a message.
     *
     * @param message the message as plain values: {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean}, null
     * @return the packet with its members {@code pattern}, {@code data}, {@code id}, {@code metadata}, or those of a reply
     */
    Map<String, @Nullable Object> deserialize(@Nullable Object message);
}
