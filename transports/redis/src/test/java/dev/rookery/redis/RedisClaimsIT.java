package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.error.RemoteException;
import dev.rookery.redis.Services.Plain;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Replicas of a service. */
final class RedisClaimsIT {

    private static final class Counting {
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger events = new AtomicInteger();

        @MessagePattern("work")
        int work(int number) {
            requests.incrementAndGet();
            return number;
        }

        @EventPattern("happened")
        void happened() {
            events.incrementAndGet();
        }
    }

    private static void workWithThree(UnaryOperator<RedisTransporter.Builder> options, int handledEach, int requests) {
        var counting = new Counting();
        try (var broker = RedisBroker.start();
                var _ = Services.serve(broker, counting, options);
                var _ = Services.serve(broker, counting, options);
                var _ = Services.serve(broker, counting, options);
                var client = Services.client(broker)) {
            var replies = Flux.range(0, requests)
                    .flatMap(
                            index ->
                                    client.request("work", index, Integer.class).map(index::equals),
                            64)
                    .collectList()
                    .block(WAIT);
            client.emit("happened", 1).block(WAIT);

            assertThat(replies).hasSize(requests).doesNotContain(false);
            Awaitility.await().atMost(WAIT).untilAsserted(() -> {
                assertThat(counting.requests).hasValue(requests * handledEach);
                assertThat(counting.events).as("events are not claimed").hasValue(3);
            });
        }
    }

    @Test
    void every_replica_handles_every_request_as_in_nest() {
        workWithThree(options -> options, 3, 100);
    }

    @Test
    void exactly_one_replica_handles_a_request_that_is_claimed() {
        workWithThree(options -> options.claimRequests(true), 1, 500);
    }

    @Test
    void claims_are_keys_that_go_by_themselves() {
        try (var broker = RedisBroker.start();
                var _ = Services.serve(
                        broker,
                        new Counting(),
                        options ->
                                options.claimRequests(true).claimPrefix("mine:").claimTime(Duration.ofMillis(300)));
                var client = Services.client(broker);
                var plain = Plain.on(broker)) {
            client.request("work", 1, Integer.class).block(WAIT);

            assertThat(plain.connection().sync().keys("mine:work:*")).hasSize(1);
            Awaitility.await()
                    .atMost(WAIT)
                    .untilAsserted(() ->
                            assertThat(plain.connection().sync().keys("*")).isEmpty());
        }
    }

    @Test
    void a_claim_that_redis_refuses_is_told_to_the_caller() {
        try (var broker = RedisBroker.builder()
                        .user("replica", "on >secret ~other* +@all &*")
                        .start();
                var _ = Services.serve(
                        broker,
                        new Counting(),
                        options -> options.claimRequests(true).login("replica", "secret"));
                var client = Services.client(broker)) {
            assertThatThrownBy(() -> client.request("work", 1, Integer.class).block(WAIT))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            error -> assertThat(error.code()).contains("UNAVAILABLE"));
        }
    }
}
