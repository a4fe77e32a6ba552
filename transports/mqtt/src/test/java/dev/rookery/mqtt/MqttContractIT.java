package dev.rookery.mqtt;

import dev.rookery.brokers.Broker;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** MQTT 5 passes the contract at QoS 0. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MqttContractIT implements TransporterContract, ConnectionContract {
    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = Services.broker().start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Override
    public TransportFixture newFixture() {
        return new MqttFixture(broker, MqttVersion.V5, 0);
    }
}
