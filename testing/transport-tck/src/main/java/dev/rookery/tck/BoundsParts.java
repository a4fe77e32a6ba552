package dev.rookery.tck;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** What the tests of {@link BoundsContract} serve and call. */
final class BoundsParts {
    private BoundsParts() {}

    /** Asks for one value and no more. */
    static final class OneOnly extends BaseSubscriber<Integer> {
        final List<Integer> values = new CopyOnWriteArrayList<>();
        final List<Throwable> errors = new CopyOnWriteArrayList<>();

        OneOnly() {}

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Integer value) {
            values.add(value);
        }

        @Override
        protected void hookOnError(Throwable error) {
            errors.add(error);
        }
    }

    /** Counts how many run at one time. */
    static final class Crowded {
        private final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        private final Gate gate;

        Crowded(Gate gate) {
            this.gate = gate;
        }

        @MessagePattern("work")
        int work(int number) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000);
            now.decrementAndGet();
            return number;
        }

        @MessagePattern("wait")
        int pass(int number) throws InterruptedException {
            gate.pass();
            return number;
        }

        @MessagePattern("many")
        Flux<Integer> many(int count) {
            return Flux.range(0, count);
        }

        @EventPattern("happened")
        void happened(int number) throws InterruptedException {
            gate.pass();
        }
    }
}
