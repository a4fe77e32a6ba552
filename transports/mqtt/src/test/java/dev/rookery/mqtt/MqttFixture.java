package dev.rookery.mqtt;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Relay;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** How MQTT's servers and clients are made for the contract: the servers of one test are a group that shares work. */
final class MqttFixture implements TransportFixture {
    private final Broker broker;
    private final MqttVersion version;
    private final int qos;
    private final String group = UUID.randomUUID().toString();
    private final List<Relay> relays = new CopyOnWriteArrayList<>();

    MqttFixture(Broker broker, MqttVersion version, int qos) {
        this.broker = broker;
        this.version = version;
        this.qos = qos;
    }

    private MqttTransporter.Builder transporter(int port) {
        return MqttTransporter.builder()
                .url("mqtt://127.0.0.1:" + port)
                .version(version)
                .qos(qos);
    }

    @Override
    public Transporter server() {
        return transporter(broker.port()).sharedGroup(group).build();
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        var relay = new Relay(broker.address());
        relays.add(relay);
        return transporter(relay.port()).build();
    }

    @Override
    public Transporter withoutServer() {
        return transporter(FreePort.find()).build();
    }

    @Override
    public Set<Capability> chosen() {
        return Services.chosen(version, qos);
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
