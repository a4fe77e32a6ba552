package dev.rookery.kafka;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Kafka passes the contract. It says nothing of connections that are lost: replies wait in their topic until the driver has made the connection
 * again, so nothing that is pending fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaContractIT implements TransporterContract {
    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
        Services.makeTopic(broker, "name", 4); // over which servers share their work
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Override
    public TransportFixture newFixture() {
        return new KafkaFixture(broker);
    }
}
