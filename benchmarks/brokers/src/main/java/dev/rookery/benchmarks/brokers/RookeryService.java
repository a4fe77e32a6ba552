package dev.rookery.benchmarks.brokers;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.benchmarks.rookery.BenchmarkModule;

/** Our service behind a broker: {@code RookeryService <transport> <port of the broker>}. */
final class RookeryService {
    private RookeryService() {}

    static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[1]);
        Rookery.createMicroservice(BenchmarkModule.class, Transporters.of(arguments[0], port))
                .listen();
        ServiceProcess.serve(port);
    }
}
