package dev.rookery.transport;

import dev.rookery.codec.Body;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in.
 *
 * @param route where it goes; null if no handler is bound to its pattern
 * @param event whether nobody waits for a reply
 * @param data the payload
 * @param context what is known beside the payload
 * @param orderKey messages with equal keys run one after the other; null if order does not matter
 */
public record Inbound(
        @Nullable Route route,
        boolean event,
        Body data,
        MessageContext context,
        @Nullable Object orderKey) {

    /** Checks the parts. */
    public Inbound {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(context, "context");
    }
}
