package dev.rookery.tck;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.ReplyTimeout;
import dev.rookery.error.RpcException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tests of {@link ClientContract} serve and call. */
final class ClientParts {
    private ClientParts() {}

    /** The contract. */
    interface MathApi {
        /** Blocks. */
        @MessagePattern("math.sum")
        int sum(List<Integer> numbers);

        /** Blocks. */
        @MessagePattern("twice")
        Integer twice(int number);

        /** Streams. */
        @MessagePattern("countdown")
        Flux<Integer> countdown(int from);

        /** Does not block. */
        @MessagePattern("later")
        Mono<Integer> later(int number);

        /** Does not block. */
        @MessagePattern("future")
        CompletableFuture<Integer> future(int number);

        /** Blocks for the end. */
        @MessagePattern("remember")
        void remember(String text);

        /** Has an end alone. */
        @MessagePattern("remember.later")
        Mono<Void> rememberLater(String text);

        /** May find nothing. */
        @MessagePattern("find")
        @Nullable Integer find(String name);

        /** Fails. */
        @MessagePattern("fail")
        String fail();

        /** Answers too late. */
        @MessagePattern("silent")
        @ReplyTimeout("PT0.05S")
        String silent();

        /** An event. */
        @EventPattern("happened")
        void happened(String what);

        /** An event. */
        @EventPattern("happened.later")
        Mono<Void> happenedLater(String what);

        /** No message of its own. */
        default int sumOfTwo(int one, int other) {
            return sum(List.of(one, other));
        }
    }

    /** Calls a handler that may find nothing as if it always found a number. */
    interface SureApi {
        /** Cannot return null. */
        @MessagePattern("find")
        int find(String name);
    }

    /** Implements the contract, whose annotations bind it. */
    static final class MathService implements MathApi {
        final Queue<String> remembered = new ConcurrentLinkedQueue<>();
        private final Gate gate;

        MathService(Gate gate) {
            this.gate = gate;
        }

        @Override
        public int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public Integer twice(int number) {
            return 2 * number;
        }

        @Override
        public Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(index -> from - index);
        }

        @Override
        public Mono<Integer> later(int number) {
            return Mono.just(number);
        }

        @Override
        public CompletableFuture<Integer> future(int number) {
            return CompletableFuture.completedFuture(number);
        }

        @Override
        public void remember(String text) {
            remembered.add(text);
        }

        @Override
        public Mono<Void> rememberLater(String text) {
            return Mono.fromRunnable(() -> remembered.add(text));
        }

        @Override
        public @Nullable Integer find(String name) {
            return null;
        }

        @Override
        public String fail() {
            throw new RpcException("on purpose");
        }

        @Override
        public String silent() {
            gate.passed().block();
            return "late";
        }

        @Override
        public void happened(String what) {
            remembered.add(what);
        }

        @Override
        public Mono<Void> happenedLater(String what) {
            return Mono.fromRunnable(() -> remembered.add(what));
        }
    }

    /** Is none. */
    static final class NoInterface {}

    /** Has none. */
    interface NoPattern {
        /** Cannot be called. */
        String call();
    }

    /** Has too many. */
    interface TwoPatterns {
        /** Cannot be called. */
        @MessagePattern({"a", "b"})
        String call();
    }

    /** Has too many. */
    interface TwoParameters {
        /** Cannot be called. */
        @MessagePattern("a")
        String call(String one, String other);
    }

    /** Wants an answer to an event. */
    interface EventWithResult {
        /** Cannot be called. */
        @EventPattern("a")
        String call();
    }

    /** Has no duration. */
    interface BadTimeout {
        /** Cannot be called. */
        @MessagePattern("a")
        @ReplyTimeout("5 seconds")
        String call();
    }
}
