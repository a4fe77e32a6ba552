package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KafkaBrokerIT implements BrokerContract {

    @Override
    public BrokerBuilder<?> newBroker() {
        return KafkaBroker.builder();
    }

    /** Which versions of the protocol it knows. */
    @Override
    public byte[] question() {
        return new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1};
    }

    @Override
    @Test
    public void one_that_does_not_start_shows_its_log() {
        assertThatThrownBy(() -> newBroker().config("node.id=none").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended before it was ready")
                .message()
                .containsPattern("Its log:\\s+\\S");
    }
}
