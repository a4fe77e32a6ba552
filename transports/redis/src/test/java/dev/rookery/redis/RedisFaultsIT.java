package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.CutAtWord;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.redis.Services.Plain;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Outage;
import dev.rookery.tck.Relay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Redis that fails, hangs, refuses, or is not there. */
final class RedisFaultsIT {

    private static final class Crowd {
        private final AtomicInteger arrived = new AtomicInteger();
        private final CountDownLatch open = new CountDownLatch(1);

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @EventPattern("happened")
        void happened() throws InterruptedException {
            arrived.incrementAndGet();
            open.await();
        }
    }

    /** A stream of which there is always something that Redis has not taken yet. */
    private static final class Flood {
        @MessagePattern("flood")
        Flux<Long> flood() {
            return Flux.<Long, Long>generate(() -> 0L, (index, sink) -> {
                sink.next(index);
                return index + 1;
            });
        }

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }
    }

    @Test
    void all_ends_when_the_broker_restarts_and_the_service_serves_again() {
        var service = new Outage.Service();
        try (var broker = RedisBroker.start();
                var server = Services.serve(broker, service);
                var client = Services.client(broker)) {
            var outage = Outage.during(server, client);

            broker.kill();
            broker.start();

            outage.isOver();
            service.open();
            outage.leavesNothing();
            outage.wasTold(RedisStatus.CONNECTED, RedisStatus.RECONNECTING, RedisStatus.CONNECTED);
            try (var plain = Plain.on(broker)) {
                assertThat(plain.subscribers("echo")).isOne();
                assertThat(plain.channels())
                        .as("3 handlers and what replies come by")
                        .isLessThanOrEqualTo(6);
            }
        }
    }

    @Test
    void a_broker_that_hangs_counts_as_lost() {
        var service = new Outage.Service();
        try (var broker = RedisBroker.start();
                var server = Services.serve(broker, service, options -> options.commandTimeout(Duration.ofSeconds(1)));
                var client = Services.client(broker, options -> options.commandTimeout(Duration.ofSeconds(1)))) {
            Outage.servesAgain(client);
            broker.freeze();

            assertThatThrownBy(() -> client.request("echo", 7, Integer.class).block(WAIT))
                    .isInstanceOf(RookeryException.class);
            await().atMost(WAIT)
                    .untilAsserted(
                            () -> assertThat(client.status().blockFirst(WAIT)).isEqualTo(RedisStatus.RECONNECTING));
            broker.thaw();

            Outage.servesAgain(client);
            assertThat(server.inFlight()).isZero();
        }
    }

    @Test
    void a_stream_of_which_a_part_was_lost_ends_with_an_error() {
        try (var broker = RedisBroker.start();
                var relay = new Relay(broker.address());
                var server = Services.serve(broker, new Flood(), options -> options.port(relay.port()));
                var client = Services.client(broker)) {
            var values = new AtomicInteger();
            var stream = client.withTimeout(WAIT)
                    .send("flood", Long.class)
                    .doOnNext(_ -> values.incrementAndGet())
                    .count()
                    .toFuture();
            await().atMost(WAIT).until(() -> values.get() > 1_000);

            await().atMost(WAIT).pollInterval(Duration.ofMillis(500)).until(() -> {
                relay.cut(); // all may have been taken just then, so that nothing is lost
                return stream.isDone();
            });

            assertThat(stream)
                    .failsWithin(WAIT)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            error -> assertThat(error.code()).contains("UNAVAILABLE"));
            await().atMost(WAIT).until(() -> server.inFlight() == 0);
            Outage.servesAgain(client);
        }
    }

    @Test
    void a_wrong_password_is_told_without_telling_it() {
        try (var broker = RedisBroker.builder().password("right").start()) {
            assertThatThrownBy(() -> Services.serve(broker, new Outage.Service(), options -> options.password("wrong")))
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
            try (var _ = Services.serve(broker, new Outage.Service(), options -> options.password("right"));
                    var client = Services.client(broker, options -> options.login("default", "right"))) {
                Outage.servesAgain(client);
            }
        }
    }

    @Test
    void a_refused_subscription_is_an_error_that_names_the_channel() {
        try (var broker = RedisBroker.builder()
                .user("service", "on >secret ~* +@all resetchannels &echo &*.reply")
                .user("caller", "on >secret ~* +@all resetchannels &echo")
                .start()) {
            assertThatThrownBy(() ->
                            Services.serve(broker, new Outage.Service(), options -> options.login("service", "secret")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cannot subscribe to")
                    .hasMessageContaining("access to the channel");
            try (var _ = Services.serve(broker, new Outage.Service());
                    var client = Services.client(broker, options -> options.login("caller", "secret"))) {
                for (var round = 0; round < 2; round++) {
                    assertThatThrownBy(() ->
                                    client.request("echo", 7, Integer.class).block(WAIT))
                            .isInstanceOf(ConnectionRefusedException.class)
                            .hasMessageContaining("echo.reply");
                }
            }
        }
    }

    @Test
    void a_connection_that_is_lost_while_a_service_subscribes_is_no_refusal() throws Exception {
        try (var broker = RedisBroker.start();
                var way = new CutAtWord(broker.address(), "\nSUBSCRIBE\r", 2);
                var _ = Services.serve(
                        broker,
                        new Outage.Service(),
                        options -> options.port(way.port()).startRetries(1_000));
                var client = Services.client(broker)) {
            Outage.servesAgain(client);
        }
    }

    @Test
    void a_broker_that_is_not_there_is_a_clear_error_and_is_found_later() {
        try (var broker = RedisBroker.start()) {
            broker.stop();
            assertThatThrownBy(() -> Services.serve(broker, new Outage.Service()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("127.0.0.1:" + broker.port());
            try (var client = Services.client(broker)) {
                assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
                assertThatThrownBy(
                                () -> client.request("echo", 7, Integer.class).block(WAIT))
                        .isInstanceOf(ConnectionRefusedException.class);
                var starting = CompletableFuture.supplyAsync(
                        () -> Services.serve(broker, new Outage.Service(), options -> options.startRetries(1_000)));
                broker.start();

                try (var _ = starting.join()) {
                    assertThat(client.request("echo", 7, Integer.class).block(WAIT))
                            .isEqualTo(7);
                }
            }
        }
    }

    @Test
    void a_flood_of_events_is_held_within_the_bound_and_the_service_goes_on() {
        var service = new Crowd();
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
            Outage.servesAgain(client);
        }
    }

    @Test
    void what_was_sent_while_the_broker_was_away_fails_and_is_not_sent_later() {
        var service = new Crowd();
        try (Broker broker = RedisBroker.start();
                var _ = Services.serve(broker, service);
                var client = Services.client(broker)) {
            Outage.servesAgain(client);
            broker.kill();
            var lost = Flux.range(0, 100)
                    .flatMap(index ->
                            client.emit("happened", index).onErrorResume(RookeryException.class, error -> Mono.empty()))
                    .then()
                    .toFuture();
            assertThat(lost).succeedsWithin(WAIT);
            broker.start();

            Outage.servesAgain(client);
            assertThat(service.arrived).hasValue(0);
            service.open.countDown();
        }
    }
}
