package dev.rookery.mqtt;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Capability;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Brokers, servers and clients for tests. */
final class Services {
    /** How Mosquitto answers at once, and sends as much at QoS 1 and 2 as MQTT allows. */
    static final String QUICK = "set_tcp_nodelay true\nmax_inflight_messages 0\nmax_queued_messages 0";

    private Services() {}

    static MosquittoBroker.Builder broker() {
        return MosquittoBroker.builder().config(QUICK);
    }

    static MicroserviceServer serve(Broker broker, Object controller) {
        return serve(broker, controller, options -> options);
    }

    static MicroserviceServer serve(Broker broker, Object controller, UnaryOperator<MqttTransporter.Builder> options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(transporter(broker, options))
                .start();
    }

    static ClientProxy client(Broker broker) {
        return client(broker, options -> options);
    }

    static ClientProxy client(Broker broker, UnaryOperator<MqttTransporter.Builder> options) {
        return ClientProxyFactory.create(transporter(broker, options));
    }

    static MqttTransporter transporter(Broker broker, UnaryOperator<MqttTransporter.Builder> options) {
        return options.apply(MqttTransporter.builder().url(broker.url())).build();
    }

    static Set<Capability> chosen(MqttVersion version, int qos) {
        var chosen = EnumSet.noneOf(Capability.class);
        if (version == MqttVersion.V5) {
            chosen.add(Capability.HEADERS);
        }
        if (qos > 0) {
            chosen.add(Capability.PAUSE);
            chosen.add(Capability.SETTLES);
        }
        return chosen;
    }
}
