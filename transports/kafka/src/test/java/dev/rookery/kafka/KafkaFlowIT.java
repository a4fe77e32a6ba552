package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How messages come from the broker, where much waits there. */
final class KafkaFlowIT extends WithBroker {
    private static final int MESSAGES = 20_000;

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
                            .maxBufferedMessages(100)
                            .properties(Map.of("max.partition.fetch.bytes", 16_384)))) {
                await().atMost(LIMIT).until(() -> handled.get() == MESSAGES);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(15));
            assertThat(most).hasValue(1);
        }
    }

    /** What wakes a poll that has just ended must not be left to the next who asks the driver for something. */
    @Test
    void whoever_asks_the_driver_while_messages_flow_gets_an_answer() {
        var topic = unique("asking");
        Services.makeTopic(broker, topic, 1);
        var place = new TopicPartition(topic, 0);
        var handled = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var controller = new Object() {
            @EventPattern("/^asking\\./")
            void one(int number, KafkaContext context) {
                if (number % 10 == 0) {
                    var _ = context.withConsumer(consumer ->
                                    consumer.endOffsets(List.of(place)).size())
                            .whenComplete((end, error) -> {
                                if (error != null) {
                                    failures.add(error);
                                }
                            });
                }
                handled.incrementAndGet();
            }
        };
        try (var client = Services.client(broker, options -> options)) {
            Flux.range(0, MESSAGES)
                    .flatMap(number -> client.emit(topic, number), 500)
                    .blockLast(LIMIT);
            try (var _ = Services.serve(
                    broker,
                    controller,
                    options -> own(options).fromBeginning(true).maxBufferedMessages(10))) {
                await().atMost(LIMIT).until(() -> handled.get() == MESSAGES);
            }
        }
        assertThat(failures).isEmpty();
    }
}
