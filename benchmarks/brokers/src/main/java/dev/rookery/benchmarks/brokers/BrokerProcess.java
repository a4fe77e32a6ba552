package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.Brokers;
import dev.rookery.brokers.MosquittoBroker;

/** A broker of one's own, as it comes: {@code BrokerProcess <transport>}. It ends with this process. */
final class BrokerProcess {
    private BrokerProcess() {}

    static void main(String[] arguments) {
        ServiceProcess.serve(start(arguments[0]).port());
    }

    private static Broker start(String transport) {
        // Without it, who waits for one answer after the other waits for delayed acknowledgements of TCP most of the
        // time.
        return transport.equals("mqtt")
                ? MosquittoBroker.builder().config("set_tcp_nodelay true").start()
                : Brokers.start(transport);
    }
}
