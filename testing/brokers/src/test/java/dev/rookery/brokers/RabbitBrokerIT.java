package dev.rookery.brokers;

import static dev.rookery.brokers.BrokerContract.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RabbitBrokerIT implements BrokerContract {

    @Override
    public BrokerBuilder<?> newBroker() {
        return RabbitBroker.builder();
    }

    @Override
    public byte[] question() {
        return ascii("AMQP\0\0\11\1");
    }

    @Test
    void its_own_tool_reaches_it() {
        try (var broker = RabbitBroker.builder().user("alice", "secret").start()) {
            assertThat(RabbitBroker.control(broker, "list_users"))
                    .contains("alice")
                    .doesNotContain("guest");
        }
    }
}
