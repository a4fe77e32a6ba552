package dev.rookery.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event for a client, {@code {"event":…,"data":…}}: what Nest calls {@code WsResponse}. Immutable if its data is.
 *
 * @param event its name
 * @param data anything that can be written as JSON; null is sent as null
 */
public record WsEvent(String event, @Nullable Object data) {

    /** Checks the name. */
    public WsEvent {
        Objects.requireNonNull(event, "event");
    }
}
