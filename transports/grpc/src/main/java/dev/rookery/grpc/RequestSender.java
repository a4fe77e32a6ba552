package dev.rookery.grpc;

import dev.rookery.transport.MessageRecord;
import io.grpc.ClientCall;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Sends what a publisher gives as a stream of requests, and asks it for more as the connection takes them. */
final class RequestSender implements CoreSubscriber<Object> {
    private static final int ASKED_AT_ONCE = 16;

    private final ClientCall<byte[], byte[]> driver;
    private final Publisher<?> source;
    private final Rpc rpc;
    private final Messages messages;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Subscription subscription;
    private volatile boolean stopped;

    RequestSender(ClientCall<byte[], byte[]> driver, Publisher<?> source, Rpc rpc, Messages messages) {
        this.driver = driver;
        this.source = source;
        this.rpc = rpc;
        this.messages = messages;
    }

    void start() {
        source.subscribe(this);
    }

    /** The connection takes more. */
    void ready() {
        var asking = subscription;
        if (asking != null && !stopped && driver.isReady() && asked.compareAndSet(0, ASKED_AT_ONCE)) {
            asking.request(ASKED_AT_ONCE);
        }
    }

    /** The call has ended: nothing is wanted any more. */
    void stop() {
        stopped = true;
        var asking = subscription;
        if (asking != null) {
            asking.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (stopped) {
            begun.cancel();
        } else {
            ready();
        }
    }

    @Override
    public void onNext(Object value) {
        if (stopped) {
            return;
        }
        try {
            driver.sendMessage(messages.write(MessageRecord.dataOf(value), rpc.input()));
        } catch (RuntimeException unwritable) {
            stop();
            driver.cancel("A request cannot be written", unwritable);
            return;
        }
        if (asked.decrementAndGet() == 0) {
            ready();
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!stopped) {
            driver.cancel("The stream of requests failed", error);
        }
    }

    @Override
    public void onComplete() {
        if (!stopped) {
            driver.halfClose();
        }
    }
}
