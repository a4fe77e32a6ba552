package dev.rookery.rabbitmq;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Relay;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** How RabbitMQ's servers and clients are made for the contract: the servers of one test are replicas with one queue. */
final class RmqFixture implements TransportFixture {
    private final Broker broker;
    private final UnaryOperator<RmqTransporter.Builder> options;
    private final String queue = Services.newQueue();
    private final List<Relay> relays = new CopyOnWriteArrayList<>();

    RmqFixture(Broker broker, UnaryOperator<RmqTransporter.Builder> options) {
        this.broker = broker;
        this.options = options;
    }

    private RmqTransporter transporter(int port) {
        return options.apply(RmqTransporter.builder()
                        .url("amqp://127.0.0.1:" + port)
                        .queue(queue)
                        .queueOptions(RmqQueueOptions.builder().autoDelete(true).build()))
                .build();
    }

    @Override
    public Transporter server() {
        return transporter(broker.port());
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        var relay = new Relay(broker.address());
        relays.add(relay);
        return transporter(relay.port());
    }

    @Override
    public Transporter withoutServer() {
        return transporter(FreePort.find());
    }

    @Override
    public Set<Capability> chosen() {
        return transporter(broker.port()).options().mandatory() ? Set.of(Capability.NO_LISTENER_KNOWN) : Set.of();
    }

    @Override
    public void cutConnections() {
        relays.forEach(Relay::cut);
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
    }
}
