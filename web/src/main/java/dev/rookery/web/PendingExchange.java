package dev.rookery.web;

import dev.rookery.error.RookeryException;
import dev.rookery.transport.Exchange;
import org.jspecify.annotations.Nullable;

/** The exchange of a sink, which core gives when the sink is at work already: what happens before that is made up for then. Safe for use by several threads. */
final class PendingExchange {
    // guarded by this
    private @Nullable Exchange exchange;
    private @Nullable RookeryException cancelled;

    /** The handler has been started, or will be. False if nobody waits for it any more, which it has been told then. */
    boolean begin(Exchange started) {
        RookeryException why;
        synchronized (this) {
            exchange = started;
            why = cancelled;
        }
        if (why == null) {
            return true;
        }
        started.cancel(why);
        return false;
    }

    /** What has begun. */
    synchronized @Nullable Exchange begun() {
        return exchange;
    }

    void cancel(RookeryException reason) {
        Exchange begun;
        synchronized (this) {
            cancelled = reason;
            begun = exchange;
        }
        if (begun != null) {
            begun.cancel(reason);
        }
    }
}
