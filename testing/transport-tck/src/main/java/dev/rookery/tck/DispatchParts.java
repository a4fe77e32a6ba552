package dev.rookery.tck;

import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.MessagePattern;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tests of {@link DispatchContract} serve and call. */
final class DispatchParts {
    /** The name of the virtual threads that handlers run on. */
    static final String HANDLER_THREAD = "rookery-handler";

    private DispatchParts() {}

    /** Waits in every way that there is. */
    static final class Slow {
        private final Gate gate;

        Slow(Gate gate) {
            this.gate = gate;
        }

        @MessagePattern("slow")
        String slow() throws InterruptedException {
            gate.pass();
            return "late";
        }

        @MessagePattern("slow.mono")
        Mono<String> slowMono() {
            return gate.passed().thenReturn("late");
        }

        @MessagePattern("slow.future")
        CompletionStage<String> slowFuture() {
            var never = new CompletableFuture<String>();
            gate.passed().subscribe();
            return never;
        }

        @MessagePattern("slow.stream")
        Flux<String> slowStream() {
            return gate.passed().thenMany(Flux.just("late", "later"));
        }

        @MessagePattern("unlimited")
        @HandlerTimeout("PT0S")
        Mono<String> unlimited() {
            return gate.passed().thenReturn("unlimited");
        }

        @MessagePattern("fast")
        String fast() {
            return "fast";
        }
    }
}
