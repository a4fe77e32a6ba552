package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** What the tests of {@link DemandContract} serve and call. */
final class DemandParts {
    private DemandParts() {}

    /** Streams numbers and large texts. */
    static final class Counting {
        static final int LARGE = 64 * 1024;

        private final AtomicInteger made;

        Counting(AtomicInteger made) {
            this.made = made;
        }

        @MessagePattern("count")
        Flux<Integer> count(int to) {
            return Flux.range(0, to).doOnNext(value -> made.incrementAndGet());
        }

        @MessagePattern("large")
        Stream<String> large(int count) {
            var text = "x".repeat(LARGE);
            return IntStream.range(0, count).mapToObj(index -> {
                made.incrementAndGet();
                return text;
            });
        }
    }
}
