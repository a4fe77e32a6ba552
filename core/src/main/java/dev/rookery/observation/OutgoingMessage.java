package dev.rookery.observation;

import dev.rookery.pattern.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request or an event that is about to leave, to which a hook may add what travels beside the payload. Used by one thread.
 */
public final class OutgoingMessage {
    private final Pattern pattern;
    private final @Nullable Object data;
    private final boolean event;
    private Map<String, String> headers = Map.of();
    private @Nullable Object metadata;

    /**
     * A message without metadata and headers.
     *
     * @param pattern whom it is for
     * @param data the payload
     * @param event whether nobody waits for a reply
     */
    public OutgoingMessage(Pattern pattern, @Nullable Object data, boolean event) {
        this.pattern = pattern;
        this.data = data;
        this.event = event;
    }

    /**
     * Whom it is for.
     *
     * @return the pattern
     */
    public Pattern pattern() {
        return pattern;
    }

    /**
     * The payload.
     *
     * @return the payload, null if there is none
     */
    public @Nullable Object data() {
        return data;
    }

    /**
     * Whether nobody waits for a reply.
     *
     * @return true for events
     */
    public boolean isEvent() {
        return event;
    }

    /**
     * Sets the packet's metadata, which Nest 12 shows its handlers on TCP and Redis.
     *
     * @param value anything that can be written as JSON; null for none
     */
    public void metadata(@Nullable Object value) {
        this.metadata = value;
    }

    /**
     * The packet's metadata.
     *
     * @return what was set, null if nothing
     */
    public @Nullable Object metadata() {
        return metadata;
    }

    /**
     * Adds a header. Where the transport has none, it becomes a member of the metadata, if that is empty or a map.
     *
     * @param name the header's name
     * @param value its text
     */
    public void header(String name, String value) {
        if (headers.isEmpty()) {
            headers = new LinkedHashMap<>();
        }
        headers.put(name, value);
    }

    /**
     * The headers.
     *
     * @return a copy
     */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
