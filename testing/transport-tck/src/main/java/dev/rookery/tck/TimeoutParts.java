package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tests of {@link TimeoutContract} serve and call. */
final class TimeoutParts {
    private TimeoutParts() {}

    /** Takes its time. */
    static final class Silent {
        private final Gate gate;

        Silent(Gate gate) {
            this.gate = gate;
        }

        @MessagePattern("silent")
        Mono<String> silent() {
            return gate.passed().thenReturn("late");
        }

        @MessagePattern("one.then.silent")
        Flux<Integer> oneThenSilent() {
            return Flux.just(1).concatWith(gate.passed().thenReturn(2));
        }

        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(200)).take(8).onBackpressureBuffer();
        }
    }
}
