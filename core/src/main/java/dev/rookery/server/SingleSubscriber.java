package dev.rookery.server;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Sends the one value of a handler together with the end. Interceptors may have made several of it: then each goes out when the next one is
 * there.
 */
final class SingleSubscriber implements CoreSubscriber<Object> {
    private final Delivery delivery;
    private final Invocation invocation;
    private final boolean emptyIsNull;
    private @Nullable Object held;

    SingleSubscriber(Delivery delivery, Invocation invocation, boolean emptyIsNull) {
        this.delivery = delivery;
        this.invocation = invocation;
        this.emptyIsNull = emptyIsNull;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (delivery.started(subscription)) {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(Object value) {
        if (held != null) {
            invocation.emit(held);
        }
        held = value;
    }

    @Override
    public void onError(Throwable error) {
        if (held != null) {
            invocation.emit(held);
        }
        invocation.failElsewhere(error);
    }

    @Override
    public void onComplete() {
        if (held != null || emptyIsNull) {
            invocation.finish(held);
        } else {
            invocation.complete();
        }
    }
}
