package dev.rookery.rabbitmq;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** RabbitMQ passes the contract with patterns as keys of a topic exchange, and is told of what reaches no queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RmqExchangeContractIT implements TransporterContract, ConnectionContract {
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
        return new RmqFixture(broker, options -> options.wildcards(true).mandatory(true));
    }
}
