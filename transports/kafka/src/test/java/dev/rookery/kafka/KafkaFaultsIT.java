package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when the broker goes away, and comes back. */
@Timeout(180)
final class KafkaFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static KafkaTransporter.Builder patient(KafkaTransporter.Builder options) {
        return options.groupId("faults").fromBeginning(true).sendTimeout(Duration.ofSeconds(80));
    }

    @Test
    void nothing_is_lost_when_the_broker_is_killed_and_comes_back_and_the_status_tells() {
        var seen = ConcurrentHashMap.<Integer>newKeySet();
        var doubles = new AtomicInteger();
        var orders = new ConcurrentHashMap<String, List<Integer>>();
        var controller = new Object() {
            @EventPattern("survivors")
            void one(int number, KafkaContext context) {
                if (seen.add(number)) {
                    orders.computeIfAbsent(context.key().orElseThrow(), key -> new ArrayList<>())
                            .add(number);
                } else {
                    doubles.incrementAndGet();
                }
            }

            @MessagePattern("alive")
            String alive() {
                return "alive";
            }
        };
        try (var broker = KafkaBroker.start()) {
            Services.makeTopic(broker, "survivors", 3);
            try (var server = Services.serve(
                            broker, controller, options -> patient(options).order(KafkaOrder.KEY));
                    var client = Services.client(broker, KafkaFaultsIT::patient)) {
                var statuses = new ConcurrentLinkedQueue<ConnectionStatus>();
                server.status().subscribe(statuses::add);
                assertThat(client.request("alive", String.class).block(LIMIT)).isEqualTo("alive");
                var taken = new ArrayList<CompletableFuture<Void>>();
                for (var number = 0; number < 3_000; number++) {
                    if (number == 1_000) {
                        broker.kill();
                    }
                    taken.add(client.emit(
                                    "survivors",
                                    KafkaRecord.builder(number)
                                            .key("k" + number % 7)
                                            .build())
                            .toFuture());
                    if (number == 2_000) {
                        await().atMost(LIMIT).until(() -> statuses.contains(KafkaStatus.RECONNECTING));
                        broker.start();
                    }
                }

                assertThat(CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new)))
                        .succeedsWithin(LIMIT);
                await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(3_000));
                orders.values().forEach(numbers -> assertThat(numbers).isSorted());
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(client.withTimeout(LIMIT)
                                        .request("alive", String.class)
                                        .block(LIMIT))
                                .isEqualTo("alive"));
                await().atMost(LIMIT).untilAsserted(() -> assertThat(statuses).endsWith(KafkaStatus.CONNECTED));
            }
        }
    }

    @Test
    void an_event_to_a_topic_that_is_not_known_yet_waits_for_the_broker() {
        try (var broker = KafkaBroker.start();
                var client =
                        Services.client(broker, options -> patient(options).connectTimeout(Duration.ofSeconds(1)))) {
            client.connect().block(LIMIT);
            broker.kill();

            var taken = client.emit("unknown", 1).toFuture();
            assertThat(taken).failsWithin(Duration.ofSeconds(3)).withThrowableOfType(TimeoutException.class);
            broker.start();

            assertThat(taken).succeedsWithin(LIMIT);
        }
    }
}
