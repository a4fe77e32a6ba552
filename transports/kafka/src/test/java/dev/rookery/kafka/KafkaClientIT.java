package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers may do, and may rely on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaClientIT {
    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void who_waited_for_an_event_may_go_on_with_what_blocks() {
        var topic = unique("blocking");
        try (var client = Services.client(broker, options -> options)) {
            var both = client.emit(topic, "first")
                    .doOnSuccess(nothing -> client.emit(topic, "second").block(LIMIT))
                    .thenReturn("both");

            assertThat(both.block(LIMIT)).isEqualTo("both");
        }
    }
}
