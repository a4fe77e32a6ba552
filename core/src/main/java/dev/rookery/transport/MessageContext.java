package dev.rookery.transport;

import dev.rookery.codec.Body;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a message beside its payload. Each transport has a type of its own that adds what only it knows.
 *
 * <p>Contexts are safe for use by several threads.
 */
public interface MessageContext {

    /**
     * The pattern as the sender wrote it: a text, or the JSON text of an object.
     *
     * @return the pattern
     */
    String pattern();

    /**
     * The id of the transport that the message came by.
     *
     * @return the id, as {@link Transporter#id()} says it
     */
    String transport();

    /**
     * What the sender's dispatch hook put beside the payload.
     *
     * @return the metadata, absent if there is none
     */
    default Body metadata() {
        return Body.absent();
    }

    /**
     * The headers of the transport, where it has any.
     *
     * @return the headers; empty where headers travel in the metadata
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * One header, wherever it travelled: among the headers of the transport, or as a member of the metadata.
     *
     * @param name the header's name
     * @return its text, if it is there and is a text, number or boolean
     */
    default Optional<String> header(String name) {
        var header = headers().get(name);
        if (header != null) {
            return Optional.of(header);
        }
        var member = metadata().property(name);
        return member.isAbsent()
                ? Optional.empty()
                : Optional.ofNullable(member.bind(Object.class))
                        .filter(value -> value instanceof String || value instanceof Number || value instanceof Boolean)
                        .map(Object::toString);
    }
}
