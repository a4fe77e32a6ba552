package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.observation.ExchangeObserver;
import dev.rookery.observation.OutgoingMessage;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A call ends once, and leaves the others alone: by an error, by a loss of the connection, by the end of its client. */
final class CallEndTest extends WiredClient {
    @Test
    void errors_of_the_service_are_told_apart() {
        wire.whenSent = (same, id) -> same.reply(id, "\"err\":{\"code\":7,\"message\":\"m\"}");
        StepVerifier.create(send())
                .expectErrorSatisfies(error -> {
                    assertThat(error)
                            .isInstanceOf(RemoteException.class)
                            .hasMessageContaining("p with an error: m (code 7)");
                    assertThat(((RemoteException) error).code()).contains("7");
                })
                .verify(SOON);

        wire.whenSent = (same, id) -> same.reply(id, "\"status\":\"error\",\"err\":\"There is no…\"");
        StepVerifier.create(send()).expectError(NoHandlerException.class).verify(SOON);

        wire.whenSent = (same, id) -> same.last(id, "\"text\"");
        StepVerifier.create(send()).expectError(UndecodableReplyException.class).verify(SOON);
    }

    @Test
    void a_lost_connection_fails_all_even_if_a_subscriber_throws() {
        var told = new CopyOnWriteArrayList<Integer>();
        for (var index = 0; index < 20; index++) {
            var mine = index;
            send().subscribe(value -> {}, error -> {
                told.add(mine);
                if (mine % 2 == 0) {
                    throw new IllegalStateException("subscriber " + mine);
                }
                throw new AssertionError("subscriber " + mine);
            });
        }

        wire.correlation().failAll(new ConnectionLostException("lost"));

        assertThat(told).hasSize(20);
    }

    @Test
    void whoever_comes_after_the_loss_gets_it_too() {
        wire.correlation().failAll(new ConnectionLostException("lost"));

        StepVerifier.create(send()).expectError(ConnectionLostException.class).verify(SOON);
        wire.reconnect();
    }

    @Test
    void a_subscriber_that_throws_harms_nobody_else() {
        var others = new CopyOnWriteArrayList<Integer>();
        send().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(Integer value) {
                throw new IllegalStateException("no good");
            }

            @Override
            protected void hookOnError(Throwable error) {
                throw new IllegalStateException("no better");
            }
        });
        var first = wire.lastId();
        send().subscribe(others::add);

        wire.value(first, 1);
        wire.value(first, 2);
        wire.last(wire.lastId(), 3);

        assertThat(others).containsExactly(3);
        assertThat(wire.correlation().size()).isZero();
    }

    @Test
    void a_subscriber_that_fails_fatally_harms_nobody_else_either() {
        send().subscribe(value -> {
            throw new NoClassDefFoundError("at a value");
        });
        wire.value(wire.lastId(), 1);
        send().subscribe(value -> {}, error -> {}, () -> {
            throw new NoClassDefFoundError("at the end");
        });
        wire.end(wire.lastId());

        assertThat(wire.correlation().size()).isZero();
    }

    @Test
    void a_reply_whose_type_throws_while_it_is_read_fails_the_call() {
        StepVerifier.create(client().request("p", 1, Unreadable.class))
                .then(() -> wire.last(wire.lastId(), 1))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(UndecodableReplyException.class)
                        .hasMessageContaining("Unreadable")
                        .hasRootCauseMessage("no such number"))
                .verify(SOON);
        StepVerifier.create(client().send("p", 1, Unreadable.class))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectError(UndecodableReplyException.class)
                .verify(SOON);

        assertThat(wire.cancelled).as("the stream, of which more might come").contains(wire.lastId());
    }

    @JsonDeserialize(using = Unreadable.Reader.class)
    private record Unreadable() {
        static final class Reader extends ValueDeserializer<Unreadable> {
            @Override
            public Unreadable deserialize(JsonParser parser, DeserializationContext context) {
                throw new NumberFormatException("no such number");
            }
        }
    }

    @Test
    void replies_that_nobody_waits_for_are_dropped() {
        wire.value("0123456789abcdef01234", 1);
        StepVerifier.create(send())
                .then(() -> {
                    wire.reply(wire.lastId(), "\"isDisposed\":false");
                    wire.last(wire.lastId(), 1);
                    wire.last(wire.lastId(), 2);
                    wire.reply(wire.lastId(), "\"err\":\"late\"");
                })
                .expectNext(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void values_errors_and_cancellation_race_to_at_most_one_end() throws Exception {
        for (var round = 0; round < 3_000; round++) {
            var ends = new AtomicInteger();
            var subscriber = new BaseSubscriber<Integer>() {
                @Override
                protected void hookOnComplete() {
                    ends.incrementAndGet();
                }

                @Override
                protected void hookOnError(Throwable error) {
                    ends.incrementAndGet();
                }
            };
            send().subscribe(subscriber);
            var id = wire.lastId();
            var connection = wire.correlation();
            var first = Thread.startVirtualThread(() -> {
                wire.value(id, 1);
                wire.last(id, 2);
            });
            var second = Thread.startVirtualThread(() -> connection.failAll(new ConnectionLostException("lost")));
            var cancels = round % 2 == 0;
            if (cancels) {
                subscriber.cancel();
            }
            assertThat(first.join(Duration.ofSeconds(5))).isTrue();
            assertThat(second.join(Duration.ofSeconds(5))).isTrue();
            assertThat(ends.get()).isBetween(cancels ? 0 : 1, 1);
            wire.reconnect();
        }
    }

    @Test
    void an_observation_ends_exactly_once_however_the_call_ends() {
        var begun = new AtomicInteger();
        var ended = new AtomicInteger();
        options(builder -> builder.observer(new ExchangeObserver() {
            @Override
            public Observed calling(OutgoingMessage message) {
                begun.incrementAndGet();
                return new Observed() {
                    @Override
                    public void ended() {
                        ended.incrementAndGet();
                    }
                };
            }
        }));

        send().subscribe();
        wire.last(wire.lastId(), 1);
        send().subscribe(value -> {}, error -> {});
        wire.reply(wire.lastId(), "\"err\":\"x\"");
        send().subscribe().dispose();
        var waiting = new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }
        };
        send().subscribe(waiting);
        wire.value(wire.lastId(), 1);
        wire.value(wire.lastId(), 2);
        wire.end(wire.lastId());
        waiting.cancel();

        assertThat(begun).hasValue(4);
        assertThat(ended).hasValue(4);
    }

    @Test
    void closing_fails_what_is_pending_and_what_comes_after() {
        var errors = new CopyOnWriteArrayList<Throwable>();
        send().subscribe(value -> {}, error -> {
            errors.add(error);
            throw new IllegalStateException("at the end");
        });
        wire.correlating = false;
        send().subscribe(value -> {}, errors::add);

        core.close();

        assertThat(errors).hasSize(2).allMatch(error -> error instanceof ClientClosedException);
        StepVerifier.create(send()).expectError(ClientClosedException.class).verify(SOON);
        StepVerifier.create(client().emit("e", 1))
                .expectError(ClientClosedException.class)
                .verify(SOON);
        wire.reconnect();
    }
}
