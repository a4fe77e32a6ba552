package dev.rookery.redis;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Redis passes the contract as it is without any option. */
final class RedisDefaultsContractIT implements TransporterContract, ConnectionContract {
    private static Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = RedisBroker.start();
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    @Override
    public TransportFixture newFixture() {
        return new RedisFixture(broker, Set.of(), options -> options);
    }
}
