package dev.rookery.server;

import dev.rookery.codec.ErrorBody;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Several event handlers of one pattern, running at the same time. A request that hits them is answered with all their results, nested as
 * Nest does it: {@code {"current":…,"next":…}}; the first error answers it instead.
 */
final class JoinedExchange implements Exchange {
    private static final Object NOTHING = new Object();

    private final ReplySink sink;
    private final boolean event;
    private final List<Exchange> parts = new ArrayList<>();
    private final Object[] results;
    private int open;
    private boolean answered;

    JoinedExchange(int handlers, ReplySink sink, boolean event) {
        this.sink = sink;
        this.event = event;
        this.results = new Object[handlers];
        this.open = handlers;
        java.util.Arrays.fill(results, NOTHING);
    }

    void add(Exchange part) {
        parts.add(part);
        part.request(Long.MAX_VALUE);
    }

    ReplySink sink(int index) {
        return event ? ReplySink.none() : new Part(index);
    }

    @Override
    public void request(long replies) {}

    @Override
    public void cancel(Throwable why) {
        parts.forEach(part -> part.cancel(why));
    }

    @Override
    public CompletionStage<Outcome> outcome() {
        CompletionStage<Outcome> all = CompletableFuture.completedFuture(Outcome.HANDLED);
        for (var part : parts) {
            all = all.thenCombine(part.outcome(), JoinedExchange::weightier);
        }
        return all;
    }

    /** What one of them had no chance with comes again for all; so it counts for more than a failure, which may come again then. */
    private static Outcome weightier(Outcome one, Outcome other) {
        if (one instanceof Outcome.TurnedAway || other instanceof Outcome.TurnedAway) {
            return one instanceof Outcome.TurnedAway ? one : other;
        }
        return one instanceof Outcome.Failed ? one : other;
    }

    private synchronized void ended(@Nullable Throwable error, @Nullable ErrorBody mapped) {
        open--;
        if (answered) {
            return;
        }
        if (error != null && mapped != null) {
            sink.error(error, mapped);
            answered = true;
        } else if (open == 0) {
            sink.next(nested(0), true); // if it cannot be written, the error that follows is the answer
            answered = true;
        }
    }

    private @Nullable Object nested(int index) {
        if (index == results.length - 1) {
            return results[index] == NOTHING ? null : results[index];
        }
        var pair = new LinkedHashMap<String, @Nullable Object>();
        if (results[index] != NOTHING) {
            pair.put("current", results[index]);
        }
        if (index + 1 < results.length - 1 || results[index + 1] != NOTHING) {
            pair.put("next", nested(index + 1));
        }
        return pair;
    }

    /** The results of one of the handlers; the last value of each counts. */
    private final class Part implements ReplySink {
        private final int index;

        Part(int index) {
            this.index = index;
        }

        @Override
        @SuppressWarnings("NullAway") // a null result is a result, and is kept as one
        public void next(@Nullable Object value, boolean last) {
            synchronized (JoinedExchange.this) {
                results[index] = value;
            }
            if (last) {
                ended(null, null);
            }
        }

        @Override
        public void error(Throwable cause, ErrorBody mapped) {
            ended(cause, mapped);
        }

        @Override
        public void complete() {
            ended(null, null);
        }
    }
}
