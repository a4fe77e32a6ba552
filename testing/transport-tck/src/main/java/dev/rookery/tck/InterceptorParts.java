package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tests of {@link InterceptorContract} serve and call. */
final class InterceptorParts {
    private InterceptorParts() {}

    /** Remembers on which threads it ran. */
    static final class Counted {
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final Gate gate;

        Counted(ContractHarness harness) {
            this.gate = harness.gate();
        }

        @MessagePattern("one")
        int one() {
            threads.add(Thread.currentThread());
            return 1;
        }

        @MessagePattern("many")
        Flux<Integer> many() {
            return Flux.just(1, 2, 3);
        }

        @MessagePattern("nothing")
        void nothing() {}

        @MessagePattern("third.time.lucky")
        int thirdTimeLucky() {
            threads.add(Thread.currentThread());
            if (threads.size() < 3) {
                throw new IllegalStateException("on purpose");
            }
            return threads.size();
        }

        @MessagePattern("never")
        Mono<String> never() {
            return gate.passed().thenReturn("late");
        }
    }
}
