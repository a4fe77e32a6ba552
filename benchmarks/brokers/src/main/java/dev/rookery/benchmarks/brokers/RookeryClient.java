package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.rookery.RookeryCaller;

/** Our client: {@code RookeryClient <transport> <pattern of the sum> <port of the broker>}. */
final class RookeryClient {
    private RookeryClient() {}

    static void main(String[] arguments) {
        var transporter = Transporters.of(arguments[0], Integer.parseInt(arguments[2]));
        ClientProcess.serve(RookeryCaller.connect(transporter, arguments[1]));
    }
}
