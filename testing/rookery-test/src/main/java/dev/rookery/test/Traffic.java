package dev.rookery.test;

import dev.rookery.client.ClientOptions;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.memory.MemoryContext;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The messages of a service under test, between their arrival and the end of their last handler. An event whose end is waited for carries a
 * header on its way here, which its handlers do not see. Safe for use by several threads.
 */
final class Traffic {
    private static final String MARK = "rookery-test-awaited";
    private static final ScopedValue<String> AWAITED = ScopedValue.newInstance();

    private final Map<String, CompletableFuture<Outcome>> awaited = new ConcurrentHashMap<>();
    private final AtomicLong marks = new AtomicLong();
    private final Object change = new Object();
    private long running;

    // ---- what arrives ----

    Exchange watch(Inbound inbound, Function<Inbound, Exchange> dispatch) {
        var mark = inbound.context().headers().get(MARK);
        count(1);
        Exchange exchange;
        try {
            exchange = dispatch.apply(mark == null ? inbound : unmarked(inbound));
        } catch (RuntimeException | Error error) {
            count(-1);
            throw error;
        }
        exchange.outcome().thenAccept(outcome -> {
            count(-1);
            var waiting = mark == null ? null : awaited.get(mark);
            if (waiting != null) {
                waiting.complete(outcome);
            }
        });
        return exchange;
    }

    private static Inbound unmarked(Inbound inbound) {
        var context = inbound.context();
        var headers = new HashMap<>(context.headers());
        headers.remove(MARK);
        return new Inbound(
                inbound.route(),
                inbound.event(),
                inbound.data(),
                new MemoryContext(context.pattern(), context.metadata(), Map.copyOf(headers)),
                inbound.orderKey());
    }

    private void count(int arrivals) {
        synchronized (change) {
            running += arrivals;
            change.notifyAll();
        }
    }

    // ---- who waits ----

    /** Options of a client that marks a message which is about to leave, if somebody waits for its end. */
    static ClientOptions marking(ClientOptions options) {
        var hook = options.dispatchHook();
        return new ClientOptions(
                options.timeout(),
                options.maxBufferedReplies(),
                options.stallTimeout(),
                message -> {
                    if (hook != null) {
                        hook.accept(message);
                    }
                    if (AWAITED.isBound()) {
                        message.header(MARK, AWAITED.get());
                    }
                },
                options.codec(),
                options.observer());
    }

    /** Emits an event, and waits until its last handler is done. */
    Outcome await(String pattern, Supplier<Mono<Void>> emit, Duration limit) {
        var mark = Long.toString(marks.incrementAndGet());
        var outcome = new CompletableFuture<Outcome>();
        awaited.put(mark, outcome);
        try {
            var taken = ScopedValue.where(AWAITED, mark).call(emit::get);
            taken.block(limit);
            return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RequestTimeoutException(
                    "The handlers of the event " + pattern + " were not done within " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted before the handlers of the event " + pattern + " were done", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An outcome completes, never exceptionally", e);
        } finally {
            awaited.remove(mark);
        }
    }

    /** Waits until no message is being handled. */
    void awaitIdle(Duration limit) {
        var until = System.nanoTime() + limit.toNanos();
        synchronized (change) {
            while (running > 0) {
                var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new RequestTimeoutException(running + " messages were still being handled after " + limit);
                }
                try {
                    change.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted while messages were being handled", e);
                }
            }
        }
    }
}
