package dev.rookery.mqtt;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;

/**
 * Hears all messages of the driver, until it is told to stop or the driver's session ends. What the driver says of the end is of no use: it comes
 * late, and of a lost connection the driver tells elsewhere.
 *
 * @param <M> the driver's messages
 */
final class Hearing<M> implements Subscriber<M>, Disposable {
    private final Consumer<M> listener;
    private volatile @Nullable Subscription subscription;

    Hearing(Consumer<M> listener) {
        this.listener = listener;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(M message) {
        listener.accept(message);
    }

    @Override
    public void onError(Throwable sessionEnded) {}

    @Override
    public void onComplete() {}

    @Override
    public void dispose() {
        var begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
    }
}
