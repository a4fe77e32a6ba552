package dev.rookery.nats;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.Relay;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** NATS passes the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NatsContractIT implements TransporterContract, ConnectionContract {
    /** A message of more than the usual megabyte is part of the contract. */
    private final Broker broker =
            NatsBroker.builder().config("max_payload: 8MB").start();

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Override
    public TransportFixture newFixture() {
        return new Fixture();
    }

    /** Puts something between each client and the broker that can cut them off. */
    private final class Fixture implements TransportFixture {
        private final List<Relay> relays = new ArrayList<>();

        @Override
        public Transporter server() {
            return NatsTransporter.builder()
                    .servers(broker.url())
                    .queue("contract")
                    .build();
        }

        @Override
        public Transporter client(MicroserviceServer server) {
            var relay = new Relay(broker.address());
            relays.add(relay);
            return NatsTransporter.builder()
                    .servers("nats://127.0.0.1:" + relay.port())
                    .build();
        }

        @Override
        public Transporter withoutServer() {
            return NatsTransporter.builder()
                    .servers("nats://127.0.0.1:" + FreePort.find())
                    .build();
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
}
