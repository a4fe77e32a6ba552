package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;

/** How messages come from the broker, where much waits there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaFlowIT {
    private static final int MESSAGES = 20_000;

    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    /** With the driver alone, each pause of the one cost as much as the broker waits for news of the other: 500 ms, about a hundred times. */
    @Test
    void a_topic_with_nothing_new_does_not_hold_up_one_of_which_much_waits() {
        var busy = unique("busy");
        Services.makeTopic(broker, busy, 1);
        Services.makeTopic(broker, "idle", 1);
        var handled = new AtomicInteger();
        var most = new AtomicInteger();
        var running = new AtomicInteger();
        var controller = new Object() {
            @EventPattern("/^busy\\./")
            void one(int number) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                LockSupport.parkNanos(
                        number % 1_000 == 0 ? Duration.ofMillis(20).toNanos() : 0);
                running.decrementAndGet();
                handled.incrementAndGet();
            }

            @EventPattern("idle")
            void idle() {
                handled.set(-1);
            }
        };
        try (var client = Services.client(broker, options -> options)) {
            Flux.range(0, MESSAGES)
                    .flatMap(number -> client.emit(busy, number), 500)
                    .blockLast(LIMIT);
            var from = System.nanoTime();
            try (var _ = Services.serve(
                    broker,
                    controller,
                    options -> own(options)
                            .fromBeginning(true)
                            .maxBuffered(100)
                            .properties(Map.of("max.partition.fetch.bytes", 16_384)))) {
                await().atMost(LIMIT).until(() -> handled.get() == MESSAGES);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(15));
            assertThat(most).hasValue(1);
        }
    }
}
