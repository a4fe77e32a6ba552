package dev.rookery.server;

import dev.rookery.transport.Exchange;
import dev.rookery.transport.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An exchange that was over before it began. */
record EndedExchange(Outcome result) implements Exchange {
    static EndedExchange of(Outcome result) {
        return new EndedExchange(result);
    }

    @Override
    public void request(long replies) {}

    @Override
    public void cancel(Throwable why) {}

    @Override
    public CompletionStage<Outcome> outcome() {
        return CompletableFuture.completedFuture(result);
    }
}
