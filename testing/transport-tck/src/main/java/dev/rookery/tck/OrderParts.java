package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;

/** What the tests of {@link OrderContract} serve and call. */
final class OrderParts {
    private OrderParts() {}

    /** Remembers the order, and how many ran at one time. */
    static final class Ordered {
        final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        private final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        private final Gate gate;

        Ordered(Gate gate) {
            this.gate = gate;
        }

        @MessagePattern("blocking")
        int blocking(int number) {
            enter(number);
            LockSupport.parkNanos(1_000);
            now.decrementAndGet();
            return number;
        }

        @MessagePattern("later")
        Mono<Integer> later(int number) {
            enter(number);
            return Mono.delay(Duration.ofMillis(1)).map(tick -> {
                now.decrementAndGet();
                return number;
            });
        }

        @MessagePattern("waiting")
        int waiting(int number) throws InterruptedException {
            gate.pass();
            return number;
        }

        private void enter(int number) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            seen.add(number);
        }
    }
}
