package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of a method with {@link Sse}. Immutable.
 *
 * @param id what a client that comes back says it had last, as {@code Last-Event-ID}; null for the number of the event in its stream, as in Nest
 * @param event the name of the event; null for {@code message}, as browsers have it
 * @param data the data: a text as it is, anything else as JSON; null for none
 * @param retry how long a client waits before it comes back; null for what the client thinks
 */
public record SseEvent(
        @Nullable String id,
        @Nullable String event,
        @Nullable Object data,
        @Nullable Duration retry) {

    /** Refuses what would be another line. */
    public SseEvent {
        requireOneLine("id", id);
        requireOneLine("event", event);
    }

    private static void requireOneLine(String name, @Nullable String text) {
        if (text != null
                && text.chars().anyMatch(character -> character == '\n' || character == '\r' || character == 0)) {
            throw new InvalidOptionException(name, "a text with a line break or a null character", "one line");
        }
    }

    /**
     * An event with data alone.
     *
     * @param data a text, or anything that can be written as JSON
     * @return the event
     */
    public static SseEvent of(Object data) {
        return new SseEvent(null, null, data, null);
    }

    /**
     * An event with a name.
     *
     * @param event the name
     * @param data a text, or anything that can be written as JSON
     * @return the event
     */
    public static SseEvent of(String event, Object data) {
        return new SseEvent(null, event, data, null);
    }
}
