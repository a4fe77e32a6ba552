package dev.rookery.observation;

import dev.rookery.pipeline.ExecutionContext;

/**
 * Sees every message that is handled and every call that a client makes. {@link MicrometerObserver} is the one for Micrometer; without one
 * nothing is observed and nothing is paid.
 */
public interface ExchangeObserver {
    /** Observes nothing. */
    ExchangeObserver NONE = new ExchangeObserver() {};

    /**
     * A handler is about to run. Called on the thread that runs it.
     *
     * @param context the message
     * @return told how it goes
     */
    default Observed handling(ExecutionContext context) {
        return Observed.NONE;
    }

    /**
     * A request or an event is about to leave. May add headers to the message.
     *
     * @param message what leaves
     * @return told how it goes
     */
    default Observed calling(OutgoingMessage message) {
        return Observed.NONE;
    }

    /** One message or call under observation. */
    interface Observed {
        /** Observes nothing. */
        Observed NONE = new Observed() {};

        /**
         * Makes the observation the current one of this thread.
         *
         * @return closed on the same thread, when the thread goes on to something else
         */
        default Scope open() {
            return () -> {};
        }

        /**
         * It failed.
         *
         * @param error why
         */
        default void failed(Throwable error) {}

        /** It is over, after an error too. Called once. */
        default void ended() {}
    }

    /** Something that is the current one until closed. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
