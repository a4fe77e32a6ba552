package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.benchmarks.peers.grpc.stub.Count;
import dev.rookery.benchmarks.peers.grpc.stub.Number;
import dev.rookery.benchmarks.peers.grpc.stub.Numbers;
import dev.rookery.benchmarks.peers.grpc.stub.Total;
import dev.rookery.grpc.GrpcMethod;
import reactor.core.publisher.Flux;

/** Our handlers of {@code bench.proto} with the messages that are generated from it. */
final class GeneratedHandlers {
    private GeneratedHandlers() {}

    /** Each call on a virtual thread. */
    @Controller
    static class Bench {
        @GrpcMethod("Bench")
        Total sum(Numbers request) {
            return Messages.total(request);
        }

        @GrpcMethod("Bench")
        Flux<Number> stream(Count request) {
            return Flux.range(0, request.getValue()).map(Messages::number);
        }
    }

    /** The same on the I/O thread. */
    @Controller
    @NonBlocking
    static final class NonBlockingBench extends Bench {}
}
