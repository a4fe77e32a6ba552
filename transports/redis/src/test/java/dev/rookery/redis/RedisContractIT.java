package dev.rookery.redis;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import dev.rookery.transport.Capability;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Redis passes the contract, with all that its options add. */
final class RedisContractIT implements TransporterContract, ConnectionContract {
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
        return new RedisFixture(
                broker,
                Set.of(Capability.WILDCARDS, Capability.SHARED_WORK),
                options -> options.wildcards(true).claimRequests(true));
    }
}
