package dev.rookery.rabbitmq;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** RabbitMQ passes the contract with one queue for all patterns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RmqContractIT implements TransporterContract, ConnectionContract {
    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = RabbitBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Override
    public TransportFixture newFixture() {
        return new RmqFixture(broker, options -> options);
    }
}
