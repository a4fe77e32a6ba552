package dev.rookery.kafka;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one class share a broker; each has topics and groups of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithBroker {
    Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }
}
