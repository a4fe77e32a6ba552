package dev.rookery.rabbitmq;

import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Servers and clients for tests. */
final class Services {
    private Services() {}

    static String newQueue() {
        return "q" + UUID.randomUUID();
    }

    static MicroserviceServer serve(Broker broker, Object controller, UnaryOperator<RmqTransporter.Builder> options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(transporter(broker, options))
                .start();
    }

    static ClientProxy client(Broker broker, UnaryOperator<RmqTransporter.Builder> options) {
        return ClientProxyFactory.create(transporter(broker, options));
    }

    static RmqTransporter transporter(Broker broker, UnaryOperator<RmqTransporter.Builder> options) {
        return options.apply(RmqTransporter.builder().url(broker.url())).build();
    }
}
