package dev.rookery.memory;

import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Call;
import dev.rookery.transport.Exchange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/** A call between caller and handler: demand and cancellation go straight through. */
final class MemoryCall implements Call {
    private final Runnable whenCancelled;
    private @Nullable Exchange exchange;
    private long requested;
    private boolean cancelled;

    MemoryCall(Runnable whenCancelled) {
        this.whenCancelled = whenCancelled;
    }

    @Override
    public void request(long replies) {
        Exchange begun;
        synchronized (this) {
            begun = exchange;
            if (begun == null) {
                requested = Operators.addCap(requested, replies);
            }
        }
        if (begun != null && replies > 0) {
            begun.request(replies);
        }
    }

    void began(Exchange started) {
        long wanted;
        boolean gone;
        synchronized (this) {
            exchange = started;
            wanted = requested;
            gone = cancelled;
        }
        if (gone) {
            started.cancel(gone());
        } else if (wanted > 0) {
            started.request(wanted);
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void cancel() {
        Exchange begun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            begun = exchange;
        }
        whenCancelled.run();
        if (begun != null) {
            begun.cancel(gone());
        }
    }

    private static CallerGoneException gone() {
        return new CallerGoneException("The caller withdrew its request");
    }
}
