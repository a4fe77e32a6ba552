package dev.rookery.server;

import dev.rookery.handler.internal.ReturnKind;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Exceptions;
import reactor.core.Fuseable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Turns what a handler returned into replies, as fast as the wire asks for them.
 *
 * <p>Streams are pulled on the handler's own thread, which waits while nobody asks; the wire's threads never run a handler's code. Only a
 * {@code @NonBlocking} handler is pulled by whoever asks.
 */
final class Delivery extends AtomicLong {
    private static final long serialVersionUID = 1L;

    private final transient Invocation invocation;
    private final ReturnKind kind;
    private transient volatile @Nullable Thread puller;
    private transient volatile @Nullable Subscription source;
    private transient volatile @Nullable CompletionStage<?> stage;

    Delivery(Invocation invocation, ReturnKind kind) {
        this.invocation = invocation;
        this.kind = kind;
    }

    /** The wire asks for more. */
    void request(long replies) {
        if (!kind.isMany() && source == null) {
            return; // a single reply needs no asking
        }
        accumulateAndGet(replies, Operators::addCap);
        var waiting = puller;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        } else if (invocation.bound().isNonBlocking()) {
            pullHere();
        }
    }

    /** Stops what still runs: cancels the publisher or the stage, wakes the puller. */
    void stop() {
        cancelSource();
        var future = stage;
        if (future != null) {
            cancel(future);
        }
        LockSupport.unpark(puller);
    }

    /** Cancels the publisher, once, whoever finds first that nobody wants its values any more. */
    void cancelSource() {
        Subscription subscription;
        synchronized (this) {
            subscription = source;
            source = null;
        }
        if (subscription != null) {
            cancel(subscription);
        }
    }

    /** Runs what the handler wants done at the end. Whatever that throws, the message has ended. */
    private void cancel(Subscription subscription) {
        try {
            subscription.cancel();
        } catch (Throwable error) {
            invocation.dispatcher().logFailure(invocation, error);
        }
    }

    private void cancel(CompletionStage<?> future) {
        try {
            future.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            // a stage of somebody else's that cannot be cancelled runs on; nobody hears of it
            return;
        } catch (Throwable error) {
            invocation.dispatcher().logFailure(invocation, error);
        }
    }

    void deliver(@Nullable Object result) {
        if (result == null || kind == ReturnKind.VALUE || kind == ReturnKind.NOTHING) {
            deliverValue(result);
            return;
        }
        switch (kind) {
            case STAGE, STAGE_OF_NOTHING -> deliverStage((CompletionStage<?>) result);
            case STREAM -> deliverStream((BaseStream<?, ?>) result);
            default -> deliverPublisher((Publisher<?>) result);
        }
    }

    private void deliverValue(@Nullable Object value) {
        if (value != null || kind.isSingle()) {
            invocation.finish(value);
        } else {
            invocation.complete();
        }
    }

    private void deliverStage(CompletionStage<?> result) {
        stage = result;
        result.whenComplete((value, error) -> {
            if (error == null) {
                deliverValue(value);
            } else if (!(error instanceof CancellationException && invocation.hasEnded())) {
                invocation.failElsewhere(
                        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
            }
        });
        if (invocation.hasEnded()) {
            stop();
        }
    }

    private void deliverStream(BaseStream<?, ?> stream) {
        try (stream) {
            puller = Thread.currentThread();
            invocation.begun();
            var values = stream.iterator();
            while (values.hasNext()) {
                if (awaitDemand(1) == 0) {
                    return;
                }
                invocation.emit(values.next());
            }
            invocation.complete();
        }
    }

    private void deliverPublisher(Publisher<?> publisher) {
        if (publisher instanceof Fuseable.ScalarCallable<?> scalar) {
            deliverScalar(scalar);
        } else if (kind.isMany()) {
            pull(new StreamSubscriber(this, invocation), publisher);
        } else {
            publisher.subscribe(new SingleSubscriber(this, invocation, kind.isSingle()));
        }
    }

    private void deliverScalar(Fuseable.ScalarCallable<?> scalar) {
        try {
            deliverValue(scalar.call());
        } catch (Exception error) {
            invocation.fail(Exceptions.unwrap(error)); // Mono.error wraps an Error
        }
    }

    /** Delivers what came through interceptors, which may be more or less than the handler's one value. */
    void deliverWrapped(Flux<Object> results) {
        if (kind.isMany()) {
            pull(new StreamSubscriber(this, invocation), results);
        } else {
            results.subscribe(new SingleSubscriber(this, invocation, kind.isSingle()));
        }
    }

    private void pull(StreamSubscriber subscriber, Publisher<?> publisher) {
        if (invocation.bound().isNonBlocking()) {
            publisher.subscribe(subscriber);
            invocation.begun();
            pullHere();
            return;
        }
        puller = Thread.currentThread();
        publisher.subscribe(subscriber);
        invocation.begun(); // not before, since what a guard refuses fails when it is subscribed to
        while (!invocation.hasEnded()) {
            var subscription = source;
            if (subscription == null) {
                park();
                continue;
            }
            var wanted = awaitDemand(Long.MAX_VALUE);
            if (wanted > 0) {
                subscription.request(wanted);
            }
        }
    }

    private void pullHere() {
        var subscription = source;
        if (subscription != null) {
            var wanted = getAndSet(0);
            if (wanted > 0) {
                subscription.request(wanted);
            }
        }
    }

    /** Waits until the wire asks, and takes up to so many; 0 if the exchange has ended meanwhile. */
    private long awaitDemand(long most) {
        while (!invocation.hasEnded()) {
            var available = get();
            if (available > 0) {
                var taken = Math.min(available, most);
                if ((available == Long.MAX_VALUE && most < Long.MAX_VALUE)
                        || compareAndSet(available, available - taken)) {
                    return taken;
                }
            } else {
                park();
            }
        }
        return 0;
    }

    /** Waits to be woken; an interrupt of somebody else's wakes, and is forgotten, since the end of the exchange is what counts. */
    private void park() {
        if (!invocation.hasEnded()) {
            LockSupport.park(this);
            Thread.interrupted();
        }
    }

    /** Remembers what to cancel; false if there is nothing to wait for any more. */
    boolean started(Subscription subscription) {
        source = subscription;
        LockSupport.unpark(puller);
        if (invocation.hasEnded()) {
            cancelSource();
            return false;
        }
        return true;
    }

    /** What was asked for before goes to the publisher, unless a puller sees to that. */
    void startedMany(Subscription subscription) {
        if (started(subscription) && invocation.bound().isNonBlocking()) {
            pullHere();
        }
    }

    /** The stream is over: the puller need not wait any longer. */
    void over() {
        LockSupport.unpark(puller);
    }
}
