package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.benchmarks.peers.grpc.stub.Number;
import dev.rookery.benchmarks.peers.grpc.stub.Numbers;
import dev.rookery.benchmarks.peers.grpc.stub.Total;

/** The work of the handlers, ours and gRPC's, on generated messages. */
final class Messages {
    private Messages() {}

    static Total total(Numbers numbers) {
        var sum = 0;
        for (var index = 0; index < numbers.getValuesCount(); index++) {
            sum += numbers.getValues(index);
        }
        return Total.newBuilder().setValue(sum).build();
    }

    static Number number(int value) {
        return Number.newBuilder().setValue(value).build();
    }
}
