package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.redis.Services.Plain;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Relay;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Redis that fails, hangs, refuses, or is not there. */
final class RedisFaultsIT {

    private static final class Service {
        private final AtomicInteger arrived = new AtomicInteger();
        private final CountDownLatch open = new CountDownLatch(1);

        @MessagePattern("ping")
        String ping() {
            return "pong";
        }

        @MessagePattern("wait")
        int pass(int number) throws InterruptedException {
            arrived.incrementAndGet();
            open.await();
            return number;
        }

        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop();
        }

        @EventPattern("happened")
        void happened() throws InterruptedException {
            arrived.incrementAndGet();
            open.await();
        }
    }

    private static List<CompletableFuture<Integer>> thousand(ClientProxy client) {
        return IntStream.range(0, 1_000)
                .mapToObj(index -> client.request("wait", index, Integer.class).toFuture())
                .toList();
    }

    private static void servesAgain(ClientProxy client, Duration limit) {
        await().atMost(limit)
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(() -> assertThat(client.withTimeout(Duration.ofSeconds(2))
                                .request("ping", String.class)
                                .block(WAIT))
                        .isEqualTo("pong"));
    }

    @Test
    void all_ends_when_the_broker_restarts_and_the_service_serves_again() {
        var service = new Service();
        try (var broker = RedisBroker.start();
                var server = Services.serve(broker, service);
                var client = Services.client(broker);
                var other = Services.client(broker)) {
            var statuses = new CopyOnWriteArrayList<ConnectionStatus>();
            var clientStatuses = new CopyOnWriteArrayList<ConnectionStatus>();
            server.status().subscribe(statuses::add);
            client.connect().block(WAIT);
            client.status().subscribe(clientStatuses::add);
            var ticks = other.send("ticks", Long.class).count().toFuture();
            var calls = thousand(client);
            await().atMost(WAIT).until(() -> service.arrived.get() == 1_000);

            broker.kill();
            assertThat(ticks).failsWithin(WAIT);
            assertThat(calls).allSatisfy(call -> assertThat(call).failsWithin(WAIT));
            broker.start();

            servesAgain(client, Duration.ofSeconds(5));
            service.open.countDown();
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
            assertThat(statuses)
                    .containsExactly(RedisStatus.CONNECTED, RedisStatus.RECONNECTING, RedisStatus.CONNECTED);
            assertThat(clientStatuses)
                    .containsExactly(RedisStatus.CONNECTED, RedisStatus.RECONNECTING, RedisStatus.CONNECTED);
            try (var plain = Plain.on(broker)) {
                assertThat(plain.subscribers("ping")).isOne();
                assertThat(plain.channels())
                        .as("4 handlers and what replies come by")
                        .isLessThanOrEqualTo(7);
            }
        }
    }

    @Test
    void a_broker_that_hangs_counts_as_lost() {
        var service = new Service();
        try (var broker = RedisBroker.start();
                var server = Services.serve(broker, service, options -> options.commandTimeout(Duration.ofSeconds(1)));
                var client = Services.client(broker, options -> options.commandTimeout(Duration.ofSeconds(1)))) {
            servesAgain(client, WAIT);
            broker.freeze();

            assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                    .isInstanceOf(RookeryException.class);
            await().atMost(WAIT)
                    .untilAsserted(
                            () -> assertThat(client.status().blockFirst(WAIT)).isEqualTo(RedisStatus.RECONNECTING));
            broker.thaw();

            servesAgain(client, WAIT);
            assertThat(server.inFlight()).isZero();
        }
    }

    @Test
    void a_stream_of_which_a_part_was_lost_ends_with_an_error() {
        try (var broker = RedisBroker.start();
                var relay = new Relay(broker.address());
                var server = Services.serve(broker, new Service(), options -> options.port(relay.port()));
                var client = Services.client(broker)) {
            var values = new AtomicInteger();
            var stream = client.withTimeout(WAIT)
                    .send("ticks", Long.class)
                    .doOnNext(_ -> values.incrementAndGet())
                    .count()
                    .toFuture();
            await().atMost(WAIT).until(() -> values.get() > 3);

            relay.cut();

            assertThat(stream)
                    .failsWithin(WAIT)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            error -> assertThat(error.code()).contains("UNAVAILABLE"));
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
            servesAgain(client, WAIT);
        }
    }

    @Test
    void a_wrong_password_is_told_without_telling_it() {
        try (var broker = RedisBroker.builder().password("right").start()) {
            assertThatThrownBy(() -> Services.serve(broker, new Service(), options -> options.password("wrong")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("WRONGPASS")
                    .message()
                    .doesNotContain("wrong\"");
            try (var client = Services.client(broker, options -> options.login("default", "wrong-secret"))) {
                assertThatThrownBy(() -> client.connect().block(WAIT))
                        .isInstanceOf(ConnectionRefusedException.class)
                        .hasMessageContaining("WRONGPASS")
                        .message()
                        .doesNotContain("wrong-secret");
            }
            try (var _ = Services.serve(broker, new Service(), options -> options.password("right"));
                    var client = Services.client(broker, options -> options.login("default", "right"))) {
                servesAgain(client, WAIT);
            }
        }
    }

    @Test
    void a_refused_subscription_is_an_error_that_names_the_channel() {
        try (var broker = RedisBroker.builder()
                .user("service", "on >secret ~* +@all resetchannels &ping &*.reply")
                .user("caller", "on >secret ~* +@all resetchannels &ping")
                .start()) {
            assertThatThrownBy(
                            () -> Services.serve(broker, new Service(), options -> options.login("service", "secret")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cannot subscribe to")
                    .hasMessageContaining("access to the channel");
            try (var _ = Services.serve(broker, new Service());
                    var client = Services.client(broker, options -> options.login("caller", "secret"))) {
                for (var round = 0; round < 2; round++) {
                    assertThatThrownBy(
                                    () -> client.request("ping", String.class).block(WAIT))
                            .isInstanceOf(ConnectionRefusedException.class)
                            .hasMessageContaining("ping.reply");
                }
            }
        }
    }

    @Test
    void a_broker_that_is_not_there_is_a_clear_error_and_is_found_later() {
        try (var broker = RedisBroker.start()) {
            broker.stop();
            assertThatThrownBy(() -> Services.serve(broker, new Service()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("127.0.0.1:" + broker.port());
            try (var client = Services.client(broker)) {
                assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
                assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                        .isInstanceOf(ConnectionRefusedException.class);
                var starting = CompletableFuture.supplyAsync(() -> Services.serve(
                        broker, new Service(), options -> options.listenAgain(1_000, Duration.ofMillis(50))));
                broker.start();

                try (var _ = starting.join()) {
                    assertThat(client.request("ping", String.class).block(WAIT)).isEqualTo("pong");
                }
            }
        }
    }

    @Test
    void a_flood_of_events_is_held_within_the_bound_and_the_service_goes_on() {
        var service = new Service();
        try (var broker = RedisBroker.start();
                var server = MicroserviceServer.builder()
                        .controller(service)
                        .options(ServerOptions.builder()
                                .maxInFlight(2)
                                .maxWaiting(10)
                                .build())
                        .transporter(Services.at(broker).build())
                        .start();
                var client = Services.client(broker)) {
            Flux.range(0, 10_000)
                    .flatMap(index -> client.emit("happened", index), 256)
                    .then()
                    .block(WAIT);

            assertThat(server.inFlight()).isEqualTo(2);
            service.open.countDown();
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
            assertThat(service.arrived.get()).isBetween(12, 5_000);
            servesAgain(client, WAIT);
        }
    }

    @Test
    void what_was_sent_while_the_broker_was_away_fails_and_is_not_sent_later() {
        var service = new Service();
        try (Broker broker = RedisBroker.start();
                var _ = Services.serve(broker, service);
                var client = Services.client(broker)) {
            servesAgain(client, WAIT);
            broker.kill();
            var lost = Flux.range(0, 100)
                    .flatMap(index ->
                            client.emit("happened", index).onErrorResume(RookeryException.class, error -> Mono.empty()))
                    .then()
                    .toFuture();
            assertThat(lost).succeedsWithin(WAIT);
            broker.start();

            servesAgain(client, Duration.ofSeconds(5));
            assertThat(service.arrived).hasValue(0);
            service.open.countDown();
        }
    }
}
