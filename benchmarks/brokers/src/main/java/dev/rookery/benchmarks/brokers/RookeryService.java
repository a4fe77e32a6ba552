package dev.rookery.benchmarks.brokers;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.benchmarks.rookery.BenchmarkModule;
import dev.rookery.benchmarks.rookery.Handled;

/** Our service behind a broker: {@code RookeryService <transport> <port of the broker>}. */
final class RookeryService {
    private RookeryService() {}

    static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[1]);
        var module = arguments[0].equals("kafka") ? KafkaModule.class : BenchmarkModule.class;
        var service = Rookery.createMicroservice(module, Transporters.of(arguments[0], port))
                .listen();
        ServiceProcess.serve(port, service.get(Handled.class)::sum);
    }
}
