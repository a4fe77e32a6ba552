package dev.rookery.transport;

import dev.rookery.pattern.Pattern;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request or an event on its way out.
 *
 * @param pattern whom it is for
 * @param hasData whether there is a payload; a payload of null is one
 * @param data the payload, null if there is none
 * @param metadata any value that can be written as JSON, beside the payload; null if there is none
 * @param headers names and texts, for transports that have headers; for all others they are in the metadata already
 * @param record what the caller gave in place of the payload, whose data and headers stand in the other parts already; null if it gave none
 */
public record Outbound(
        Pattern pattern,
        boolean hasData,
        @Nullable Object data,
        @Nullable Object metadata,
        Map<String, String> headers,
        @Nullable MessageRecord record) {

    /** Checks the parts. */
    public Outbound {
        Objects.requireNonNull(pattern, "pattern");
        headers = Map.copyOf(headers);
    }

    /**
     * A message whose payload is no record.
     *
     * @param pattern whom it is for
     * @param hasData whether there is a payload; a payload of null is one
     * @param data the payload, null if there is none
     * @param metadata any value that can be written as JSON, beside the payload; null if there is none
     * @param headers names and texts
     */
    public Outbound(
            Pattern pattern,
            boolean hasData,
            @Nullable Object data,
            @Nullable Object metadata,
            Map<String, String> headers) {
        this(pattern, hasData, data, metadata, headers, null);
    }
}
