package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.benchmarks.rookery.Sums;
import dev.rookery.grpc.GrpcMethod;
import java.util.List;
import reactor.core.publisher.Flux;

/** Our handlers of {@code bench.proto} with records as its messages. */
final class RecordHandlers {
    private RecordHandlers() {}

    /** Each call on a virtual thread. */
    @Controller
    static class Bench {
        @GrpcMethod("Bench")
        Total sum(Numbers request) {
            return new Total(Sums.add(request.values()));
        }

        @GrpcMethod("Bench")
        Flux<Value> stream(Count request) {
            return Flux.range(0, request.value()).map(Value::new);
        }
    }

    /** The same on the I/O thread. */
    @Controller
    @NonBlocking
    static final class NonBlockingBench extends Bench {}

    record Numbers(List<Integer> values) {}

    record Total(int value) {}

    record Count(int value) {}

    record Value(int value) {}
}
