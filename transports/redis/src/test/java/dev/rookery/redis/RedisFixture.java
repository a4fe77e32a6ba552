package dev.rookery.redis;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Relay;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Servers on a broker, and clients that reach it by a stretch of network that can be cut. */
final class RedisFixture implements TransportFixture {
    private final Broker broker;
    private final Set<Capability> chosen;
    private final UnaryOperator<RedisTransporter.Builder> options;
    private final List<Relay> relays = new ArrayList<>();

    RedisFixture(Broker broker, Set<Capability> chosen, UnaryOperator<RedisTransporter.Builder> options) {
        this.broker = broker;
        this.chosen = chosen;
        this.options = options;
    }

    private Transporter at(int port) {
        return options.apply(RedisTransporter.builder().host("127.0.0.1").port(port))
                .build();
    }

    @Override
    public Transporter server() {
        return at(broker.port());
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        var relay = new Relay(broker.address());
        relays.add(relay);
        return at(relay.port());
    }

    @Override
    public Transporter withoutServer() {
        return at(FreePort.find());
    }

    @Override
    public Set<Capability> chosen() {
        return chosen;
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
