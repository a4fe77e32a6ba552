package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Holds handlers until the test, or its end, opens it. Safe for use by several threads. */
public final class Gate {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Sinks.Empty<Void> sink = Sinks.empty();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    Gate() {}

    /**
     * Waits at the gate.
     *
     * @throws InterruptedException if the handler's thread is interrupted, which is counted
     */
    public void pass() throws InterruptedException {
        arrived.incrementAndGet();
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).as("the gate opened").isTrue();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
    }

    /**
     * Waits at the gate without a thread.
     *
     * @return completes when the gate opens; a cancellation counts as an interrupt
     */
    public Mono<Void> passed() {
        return sink.asMono()
                .doOnSubscribe(subscription -> arrived.incrementAndGet())
                .doOnCancel(interrupted::incrementAndGet);
    }

    /** Lets all pass, now and later. */
    public void open() {
        latch.countDown();
        sink.tryEmitEmpty();
    }

    /**
     * How many have come, whether they passed or not.
     *
     * @return the number so far
     */
    public int arrived() {
        return arrived.get();
    }

    /**
     * Blocks until so many have come to the gate.
     *
     * @param visitors how many
     */
    public void awaitArrived(int visitors) {
        Eventually.holds(
                () -> assertThat(arrived()).as("handlers that came to the gate").isEqualTo(visitors));
    }

    /**
     * Blocks until so many were interrupted or cancelled at the gate.
     *
     * @param visitors how many
     */
    public void awaitInterrupted(int visitors) {
        Eventually.holds(() -> assertThat(interrupted.get())
                .as("handlers that were stopped at the gate")
                .isEqualTo(visitors));
    }
}
