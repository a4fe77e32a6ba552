package dev.rookery.transport;

import java.util.concurrent.CompletionStage;

/** One message between its arrival and its end, as the transport sees it. Safe for use by several threads; never blocks. */
public interface Exchange {

    /**
     * Asks for further replies: the demand of the wire. Until asked, a handler that streams is not asked either. A handler with one
     * result needs no asking.
     *
     * @param replies how many more can be sent, at least 1; {@link Long#MAX_VALUE} for all there are
     */
    void request(long replies);

    /**
     * Tells that the handler sends replies by itself, past the sink, and has the first of them. That ends the limit on its time, as a first value
     * that the sink is given does. Further calls do nothing, and so do those at the end; does nothing unless overridden.
     */
    default void answering() {}

    /**
     * Stops the handler: its thread is interrupted, its publisher cancelled. Nothing is sent afterwards. Does nothing at the end.
     *
     * @param why the caller has gone, the call expired, the channel died
     */
    void cancel(Throwable why);

    /**
     * What became of the message: what to acknowledge, commit, retry.
     *
     * @return completes, never exceptionally, when the last handler is done
     */
    CompletionStage<Outcome> outcome();
}
