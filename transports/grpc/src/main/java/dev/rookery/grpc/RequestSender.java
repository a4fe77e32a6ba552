package dev.rookery.grpc;

import dev.rookery.transport.MessageRecord;
import io.grpc.ClientCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Sends what a publisher gives as a stream of requests, and asks it for more as the connection takes them.
 *
 * <p>The publisher is subscribed to, asked and cancelled on virtual threads, where it may block: the driver has one thread for all calls of a client.
 * A publisher that outlives its call is interrupted.
 */
final class RequestSender implements CoreSubscriber<Object> {
    private static final int ASKED_AT_ONCE = 16;

    private final ClientCall<byte[], byte[]> driver;
    private final Publisher<?> source;
    private final Rpc rpc;
    private final Messages messages;
    private final Executor threads = MessageThreads.named("rookery-requests");
    private final Set<Thread> pulling = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Subscription subscription;
    private volatile boolean over;

    RequestSender(ClientCall<byte[], byte[]> driver, Publisher<?> source, Rpc rpc, Messages messages) {
        this.driver = driver;
        this.source = source;
        this.rpc = rpc;
        this.messages = messages;
    }

    void start() {
        pull(() -> source.subscribe(this));
    }

    /** The connection takes more. */
    void ready() {
        var asking = subscription;
        if (asking == null || over || !driver.isReady() || !asked.compareAndSet(0, ASKED_AT_ONCE)) {
            return;
        }
        if (pulling.contains(Thread.currentThread())) {
            asking.request(ASKED_AT_ONCE);
        } else {
            pull(() -> asking.request(ASKED_AT_ONCE));
        }
    }

    private void pull(Runnable code) {
        threads.execute(() -> {
            pulling.add(Thread.currentThread());
            try {
                if (!over) { // asked after it is known whom to interrupt
                    code.run();
                }
            } catch (RuntimeException | Error broken) { // its rules say that it signals this
                onError(broken);
            } finally {
                pulling.remove(Thread.currentThread());
            }
        });
    }

    /** The call has ended: nothing is wanted any more. */
    void stop() {
        if (!over) {
            over = true;
            threads.execute(this::stopSource);
        }
    }

    private void stopSource() {
        try {
            var asking = subscription;
            if (asking != null) {
                asking.cancel();
            }
        } finally {
            pulling.forEach(Thread::interrupt);
        }
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (over) {
            begun.cancel();
        } else {
            ready();
        }
    }

    @Override
    public void onNext(Object value) {
        if (over) {
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
        if (!over) {
            over = true;
            driver.cancel("The stream of requests failed", error);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            driver.halfClose();
        }
    }
}
