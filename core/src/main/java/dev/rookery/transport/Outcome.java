package dev.rookery.transport;

import dev.rookery.error.RookeryException;
import java.util.Objects;

/** What became of a message. */
public sealed interface Outcome {
    /** The handler succeeded. */
    Outcome HANDLED = new Handled();

    /** No handler is bound to the pattern. */
    Outcome NO_HANDLER = new NoHandler();

    /** The handler succeeded. */
    record Handled() implements Outcome {}

    /** No handler is bound to the pattern. */
    record NoHandler() implements Outcome {}

    /**
     * The server had no room for the message, or closes and could not wait for its handler: by no fault of the message, which this server later, or
     * another one now, may handle.
     *
     * @param cause a {@link dev.rookery.error.BusyException} or a {@link dev.rookery.error.ServerClosingException} of the server's own; one that a
     *     handler throws is a {@link Failed}
     */
    record TurnedAway(RookeryException cause) implements Outcome {
        /** Checks the cause. */
        public TurnedAway {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * A guard, pipe, handler or filter failed, its time was over, or the exchange was cancelled.
     *
     * @param cause why
     */
    record Failed(Throwable cause) implements Outcome {
        /** Checks the cause. */
        public Failed {
            Objects.requireNonNull(cause, "cause");
        }
    }
}
