package dev.rookery.server;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Sends each element as a reply, at once. */
final class StreamSubscriber implements CoreSubscriber<Object> {
    private final Delivery delivery;
    private final Invocation invocation;
    private @Nullable Subscription subscription;

    StreamSubscriber(Delivery delivery, Invocation invocation) {
        this.delivery = delivery;
        this.invocation = invocation;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        delivery.begun(subscription);
    }

    @Override
    public void onNext(Object value) {
        if (invocation.hasEnded()) {
            cancel();
        } else {
            invocation.emit(value);
        }
    }

    private void cancel() {
        var source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        invocation.failElsewhere(error);
    }

    @Override
    public void onComplete() {
        invocation.complete();
    }
}
