package dev.rookery.server;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Sends each element as a reply, at once. */
final class StreamSubscriber implements CoreSubscriber<Object> {
    private final Delivery delivery;
    private final Invocation invocation;

    StreamSubscriber(Delivery delivery, Invocation invocation) {
        this.delivery = delivery;
        this.invocation = invocation;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        delivery.startedMany(subscription);
    }

    @Override
    public void onNext(Object value) {
        if (invocation.hasEnded()) {
            delivery.cancelSource();
        } else {
            invocation.emit(value);
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
