package dev.rookery.transport;

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
     * A guard, pipe, handler or filter failed, the message was turned away, or the exchange was cancelled.
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
