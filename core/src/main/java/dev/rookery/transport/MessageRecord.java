package dev.rookery.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payload together with what a transport can send beside it. Given as the data of a request or an event, or returned by a handler, alone
 * or as a value of a stream. Each transport has a type of its own that adds what only it knows.
 *
 * <p>On another transport than the record's own, the payload and the headers travel all the same, as far as that has headers: those of a request
 * or an event go into the metadata where there are none, those of a reply are left out. All else is left out too. Immutable.
 */
public interface MessageRecord {

    /**
     * The payload.
     *
     * @return what is sent as data or as reply; null is sent as null
     */
    @Nullable Object data();

    /**
     * Headers of this message, which go before those of the dispatch hook and of the client.
     *
     * @return names and texts; by default none
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * The payload of what may be a record.
     *
     * @param value a record, or anything else
     * @return the record's data, or the value itself
     */
    static @Nullable Object dataOf(@Nullable Object value) {
        return value instanceof MessageRecord record ? record.data() : value;
    }
}
