package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.redis.Services.Plain;
import dev.rookery.transport.ConnectionStatus;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a client does that only Redis has. */
final class RedisClientIT {
    private static Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = RedisBroker.start();
    }

    @AfterAll
    static void closeBroker() {
        broker.close();
    }

    private static final class Echo {
        @MessagePattern({"a", "b", "c", "d"})
        int echo(int number) {
            return number;
        }

        @MessagePattern("never")
        Mono<String> never() {
            return Mono.never();
        }
    }

    @Test
    void one_subscription_lingers_for_all_replies_of_a_channel() {
        try (var _ = Services.serve(broker, new Echo());
                var client = Services.client(broker);
                var plain = Plain.on(broker)) {
            var replies = Flux.range(0, 1_000)
                    .flatMap(index -> client.request("a", index, Integer.class), 64)
                    .count()
                    .block(WAIT);

            assertThat(replies).isEqualTo(1_000);
            assertThat(plain.subscribers("a.reply")).isOne();
        }
    }

    @Test
    void of_too_many_reply_channels_the_one_used_longest_ago_goes() {
        try (var server = Services.serve(broker, new Echo());
                var client = Services.client(broker, options -> options.maxReplyChannels(2));
                var plain = Plain.on(broker)) {
            var pending = client.request("never", String.class).toFuture();
            for (var round = 0; round < 5; round++) {
                for (var pattern : new String[] {"a", "b", "c", "d"}) {
                    assertThat(client.request(pattern, round, Integer.class).block(WAIT))
                            .isEqualTo(round);
                }
            }

            await().atMost(WAIT).untilAsserted(() -> {
                assertThat(plain.subscribers("a.reply") + plain.subscribers("b.reply") + plain.subscribers("c.reply"))
                        .isZero();
                assertThat(plain.subscribers("d.reply")).isOne();
            });
            assertThat(plain.subscribers("never.reply"))
                    .as("somebody waits there")
                    .isOne();
            assertThat(pending).isNotDone();
            pending.cancel(true);
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void a_request_that_nobody_listens_for_is_an_error_that_names_the_channel() {
        try (var client = Services.client(broker)) {
            assertThatThrownBy(
                            () -> client.request("nobody.here", 1, String.class).block(WAIT))
                    .isInstanceOf(NoHandlerException.class)
                    .hasMessageContaining("nobody.here");
        }
    }

    @Test
    void a_pattern_that_utf_8_cannot_write_is_refused_before_the_wire() {
        try (var client = Services.client(broker)) {
            assertThatThrownBy(
                            () -> client.request("half \uD83D", 1, String.class).block(WAIT))
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessageContaining("surrogate");
            assertThatThrownBy(() -> client.emit("half \uD83D", 1).block(WAIT))
                    .isInstanceOf(InvalidPatternException.class);
        }
    }

    @Test
    void the_driver_can_be_had() {
        try (var client = Services.client(broker)) {
            assertThatThrownBy(() -> client.unwrap(RedisClient.class)).isInstanceOf(IllegalStateException.class);
            client.connect().block(WAIT);

            assertThat(client.unwrap(RedisClient.class)).isNotNull();
            assertThat(client.unwrap(StatefulRedisConnection.class))
                    .isNotInstanceOf(StatefulRedisPubSubConnection.class);
            assertThat(client.unwrap(StatefulRedisPubSubConnection.class).isOpen())
                    .isTrue();
            assertThatThrownBy(() -> client.unwrap(String.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RedisClient");
        }
    }

    @Test
    void status_and_events_tell_the_story() {
        var events = new CopyOnWriteArrayList<String>();
        var statuses = new CopyOnWriteArrayList<ConnectionStatus>();
        try (var client = Services.client(broker)) {
            client.status().subscribe(statuses::add);
            client.on(RedisEvent.CONNECT, _ -> events.add("connect"));
            client.on(RedisEvent.READY, _ -> events.add("ready"));
            client.on(RedisEvent.END, _ -> events.add("end"));
            client.connect().block(WAIT);
        }
        assertThat(events).containsExactly("connect", "ready", "end");
        assertThat(statuses).containsExactly(RedisStatus.DISCONNECTED, RedisStatus.CONNECTED, RedisStatus.CLOSED);
    }

    @Test
    void the_connections_have_the_name_that_they_were_given() {
        try (var client = Services.client(broker, options -> options.connectionName("orders"));
                var plain = Plain.on(broker)) {
            client.connect().block(WAIT);

            assertThat(plain.connection().sync().clientList().split("name=orders ", -1))
                    .hasSize(3);
        }
    }

    @Test
    void an_attempt_that_fails_is_an_event_with_the_driver_s_own_error() {
        var nobody = RedisTransporter.builder().host("localhost").port(1).build();
        var errors = new CopyOnWriteArrayList<Throwable>();
        try (var client = ClientProxyFactory.create(nobody)) {
            client.on(RedisEvent.ERROR, errors::add);

            assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
            await().untilAsserted(
                            () -> assertThat(errors).singleElement().isInstanceOf(RedisConnectionException.class));
        }
    }
}
