package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.brokers.RedisBroker;

/** A broker of one's own, as it comes: {@code BrokerProcess <redis | nats | mqtt | rabbitmq>}. It ends with this process. */
final class BrokerProcess {
    private BrokerProcess() {}

    static void main(String[] arguments) {
        ServiceProcess.serve(start(arguments[0]).port());
    }

    private static Broker start(String transport) {
        return switch (transport) {
            case "redis" -> RedisBroker.start();
            case "rabbitmq" -> RabbitBroker.start();
            case "nats" -> NatsBroker.start();
            // Without it, who waits for one answer after the other waits for delayed acknowledgements of TCP most of
            // the time.
            case "mqtt" ->
                MosquittoBroker.builder().config("set_tcp_nodelay true").start();
            default -> throw Transporters.unknown(transport);
        };
    }
}
