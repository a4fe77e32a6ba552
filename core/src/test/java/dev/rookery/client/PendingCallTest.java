package dev.rookery.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.ReplyOverflowException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.observation.ExchangeObserver;
import dev.rookery.observation.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class PendingCallTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Wire wire = new Wire();
    private ClientCore core = new ClientCore(wire, ClientOptions.defaults());

    private void options(Consumer<ClientOptions.Builder> change) {
        var options = ClientOptions.builder();
        change.accept(options);
        core = new ClientCore(wire, options.build());
    }

    private ClientProxy client() {
        return new TransportClientProxy(core, core.options().timeout());
    }

    private Flux<Integer> send() {
        return client().send("p", 1, Integer.class);
    }

    private Mono<Integer> request() {
        return client().request("p", 1, Integer.class);
    }

    @AfterEach
    void nothing_is_left() {
        assertThat(wire.correlation().size()).as("still waiting").isZero();
        assertThat(core.watched()).as("still watched").isZero();
        assertThat(wire.badDemand).hasValue(0);
        core.close();
    }

    // ---- the normal course ----

    @Test
    void nothing_is_sent_before_somebody_asks() {
        StepVerifier.create(send(), 0)
                .expectSubscription()
                .then(() -> assertThat(wire.sent).isEmpty())
                .thenRequest(1)
                .then(() -> wire.last(wire.lastId(), 5))
                .expectNext(5)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void a_request_that_is_cancelled_before_anybody_asks_is_never_sent() {
        send().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
                subscription.request(1);
            }
        });

        assertThat(wire.sent).isEmpty();
    }

    @Test
    void each_subscription_sends_anew() {
        wire.whenSent = (same, id) -> same.last(id, wire.sent.size());
        var replies = send();

        StepVerifier.create(replies).expectNext(1).expectComplete().verify(SOON);
        StepVerifier.create(replies).expectNext(2).expectComplete().verify(SOON);
    }

    @Test
    void replies_may_come_before_the_request_returns() {
        wire.whenSent = (same, id) -> {
            same.value(id, 1);
            same.value(id, 2);
            same.last(id, 3);
        };

        StepVerifier.create(send()).expectNext(1, 2, 3).expectComplete().verify(SOON);
        StepVerifier.create(send(), 1)
                .expectNext(1)
                .thenRequest(1)
                .expectNext(2)
                .thenRequest(1)
                .expectNext(3)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).isEmpty();
    }

    @Test
    void the_wire_is_asked_for_as_much_as_the_subscriber_asks() {
        StepVerifier.create(send(), 2)
                .then(() -> assertThat(wire.demand).hasValue(2))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenRequest(3)
                .then(() -> assertThat(wire.demand).hasValue(5))
                .then(() -> wire.end(wire.lastId()))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void values_wait_for_demand_and_the_end_waits_for_them() {
        StepVerifier.create(send(), 1)
                .then(() -> {
                    wire.value(wire.lastId(), 1);
                    wire.value(wire.lastId(), 2);
                    wire.end(wire.lastId());
                })
                .expectNext(1)
                .expectNoEvent(Duration.ofMillis(20))
                .thenRequest(1)
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_mono_takes_the_first_reply_and_withdraws() {
        StepVerifier.create(request())
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).hasSize(1);

        wire.whenSent = (same, id) -> same.value(id, 7);
        StepVerifier.create(request()).expectNext(7).expectComplete().verify(SOON);
        assertThat(wire.cancelled).hasSize(2);
    }

    @Test
    void a_mono_whose_reply_was_the_last_withdraws_nothing() {
        StepVerifier.create(request())
                .then(() -> wire.last(wire.lastId(), 1))
                .expectNext(1)
                .expectComplete()
                .verify(SOON);
        assertThat(wire.cancelled).isEmpty();
    }

    @Test
    void cancelling_withdraws() {
        StepVerifier.create(send())
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenCancel()
                .verify(SOON);

        assertThat(wire.cancelled).hasSize(1);
        wire.value(wire.lastId(), 2);
    }

    @Test
    void cancelling_while_the_request_is_on_its_way_withdraws_too() {
        var subscriber = new BaseSubscriber<Integer>() {};
        wire.whenSent = (same, id) -> subscriber.cancel();

        send().subscribe(subscriber);

        assertThat(wire.cancelled).hasSize(1);
    }

    @Test
    void a_misfit_behind_values_that_wait_withdraws_the_request() {
        wire.whenSent = (same, id) -> {
            same.value(id, 1);
            same.value(id, 2);
            same.value(id, "\"misfit\"");
        };

        StepVerifier.create(send(), 1)
                .expectNext(1)
                .then(() -> assertThat(wire.cancelled).hasSize(1))
                .thenRequest(5)
                .expectNext(2)
                .expectError(UndecodableReplyException.class)
                .verify(SOON);
    }

    // ---- null ----

    @Test
    void null_alone_completes_empty() {
        wire.whenSent = (same, id) -> same.last(id, "null");
        StepVerifier.create(send()).expectComplete().verify(SOON);
        StepVerifier.create(request()).expectComplete().verify(SOON);

        wire.whenSent = (same, id) -> {
            same.value(id, "null");
            same.end(id);
        };
        StepVerifier.create(send()).expectComplete().verify(SOON);
        StepVerifier.create(request()).expectComplete().verify(SOON);
    }

    @Test
    void null_among_values_is_an_error() {
        for (var nulls : List.of(List.of("null", "1"), List.of("1", "null"), List.of("null", "null"))) {
            wire.whenSent = (same, id) -> nulls.forEach(json -> same.value(id, json));

            StepVerifier.create(send())
                    .thenConsumeWhile(value -> true)
                    .expectError(UndecodableReplyException.class)
                    .verify(SOON);
        }
    }

    @Test
    void a_tree_has_a_null_of_its_own() {
        wire.whenSent = (same, id) -> {
            same.value(id, "null");
            same.value(id, 1);
            same.last(id, "null");
        };

        StepVerifier.create(client().send("p", 1, JsonNode.class).map(JsonNode::isNull))
                .expectNext(true, false, true)
                .expectComplete()
                .verify(SOON);
    }

    // ---- errors ----

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
    void a_hook_that_fails_in_any_way_fails_the_call() {
        for (var failure : List.of(new IllegalStateException("hook"), new AssertionError("hook"))) {
            options(builder -> builder.dispatchHook(message -> PendingCallTest.<RuntimeException>sneak(failure)));

            StepVerifier.create(send()).expectErrorMatches(failure::equals).verify(SOON);
            core.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
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

    // ---- time ----

    @Test
    void no_first_reply_in_time_is_an_error_and_withdraws() {
        StepVerifier.create(client().withTimeout(Duration.ofMillis(30)).send("p", 1, Integer.class))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageStartingWith("No reply of p within 30 ms"))
                .verify(SOON);
        await().untilAsserted(() -> assertThat(wire.cancelled).hasSize(1)); // which is after the error
    }

    @Test
    void no_further_reply_in_time_is_one_too() {
        StepVerifier.create(client().withTimeout(Duration.ofMillis(60)).send("p", 1, Integer.class))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageStartingWith("No further reply of p within 60 ms"))
                .verify(SOON);
    }

    @Test
    void each_reply_gives_new_time() {
        var client = client().withTimeout(Duration.ofMillis(400));
        StepVerifier.create(client.send("p", 1, Integer.class))
                .thenAwait(Duration.ofMillis(250))
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .thenAwait(Duration.ofMillis(250))
                .then(() -> wire.last(wire.lastId(), 2))
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void time_in_which_the_subscriber_wants_nothing_does_not_count() {
        var client = client().withTimeout(Duration.ofMillis(40));
        StepVerifier.create(client.send("p", 1, Integer.class), 1)
                .then(() -> wire.value(wire.lastId(), 1))
                .expectNext(1)
                .expectNoEvent(Duration.ofMillis(150))
                .thenRequest(1)
                .then(() -> wire.last(wire.lastId(), 2))
                .expectNext(2)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void a_call_that_the_transport_has_not_correlated_yet_has_its_time_too() {
        wire.correlating = false;

        StepVerifier.create(client().withTimeout(Duration.ofMillis(30)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
        assertThat(wire.cancelled).containsExactly("none");
    }

    @Test
    void a_transport_that_is_slow_to_take_a_request_does_not_lose_its_deadline() {
        wire.whenSent = (same, id) -> await().pollDelay(Duration.ofMillis(60)).until(() -> true);

        StepVerifier.create(client().withTimeout(Duration.ofMillis(5)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
        wire.correlating = false;
        StepVerifier.create(client().withTimeout(Duration.ofMillis(1)).send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
    }

    @Test
    void many_calls_with_the_shortest_time_all_end() {
        var client = client().withTimeout(Duration.ofNanos(1));
        var ended = new AtomicInteger();
        for (var index = 0; index < 2_000; index++) {
            client.send("p", 1, Integer.class).subscribe(value -> {}, error -> ended.incrementAndGet());
        }
        await().atMost(SOON).until(() -> ended.get() == 2_000);
    }

    @Test
    void zero_waits_for_ever_and_so_do_centuries() {
        for (var time : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
            StepVerifier.create(client().withTimeout(time).send("p", 1, Integer.class))
                    .expectSubscription()
                    .expectNoEvent(Duration.ofMillis(30))
                    .then(() -> wire.last(wire.lastId(), 1))
                    .expectNext(1)
                    .expectComplete()
                    .verify(SOON);
        }
    }

    @Test
    void a_subscriber_that_throws_at_a_timeout_does_not_stop_the_clock() {
        var client = client().withTimeout(Duration.ofMillis(10));
        client.send("p", 1, Integer.class).subscribe(value -> {}, error -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("at the timeout");
        });
        await().atMost(SOON).until(() -> wire.cancelled.size() == 1);

        StepVerifier.create(client.send("p", 1, Integer.class))
                .expectError(RequestTimeoutException.class)
                .verify(SOON);
    }

    // ---- slow subscribers ----

    /** Asks for one, then for what the test says. */
    private static final class Slow extends BaseSubscriber<Integer> {
        final List<Integer> values = new CopyOnWriteArrayList<>();
        final List<Throwable> errors = new CopyOnWriteArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Integer value) {
            values.add(value);
        }

        @Override
        protected void hookOnError(Throwable error) {
            errors.add(error);
        }
    }

    private Slow slowly() {
        var subscriber = new Slow();
        send().subscribe(subscriber);
        return subscriber;
    }

    private void values(int count) {
        for (var value = 0; value < count; value++) {
            wire.value(wire.lastId(), value);
        }
    }

    @Test
    void a_full_buffer_pauses_the_connection_and_a_half_empty_one_resumes_it() {
        options(builder -> builder.maxBufferedReplies(4));
        var subscriber = slowly();

        values(4);
        assertThat(wire.intake()).isEmpty();
        wire.value(wire.lastId(), 4);
        assertThat(wire.intake()).containsExactly("pause");
        subscriber.request(1);
        assertThat(wire.intake()).containsExactly("pause");
        subscriber.request(1);
        assertThat(wire.intake()).containsExactly("pause", "resume");

        assertThat(subscriber.values).containsExactly(0, 1, 2);
        subscriber.cancel();
        assertThat(wire.intake()).containsExactly("pause", "resume");
    }

    @Test
    void cancelling_a_full_call_resumes_the_connection() {
        options(builder -> builder.maxBufferedReplies(2));
        var subscriber = slowly();
        values(3);

        subscriber.cancel();

        assertThat(wire.intake()).containsExactly("pause", "resume");
    }

    @Test
    void a_call_that_has_ended_does_not_hold_up_the_connection() {
        options(builder -> builder.maxBufferedReplies(2));
        for (var how : List.<Consumer<String>>of(wire::end, id -> wire.reply(id, "\"err\":\"x\""))) {
            var subscriber = slowly();
            values(4);

            how.accept(wire.lastId());

            assertThat(wire.intake()).endsWith("pause", "resume");
            subscriber.request(10);
            assertThat(subscriber.values).containsExactly(0, 1, 2, 3);
            assertThat(subscriber.isDisposed()).isTrue();
        }
        assertThat(wire.intake()).containsExactly("pause", "resume", "pause", "resume");
    }

    @Test
    void a_buffer_that_stays_full_too_long_fails_the_call_alone() {
        options(builder -> builder.maxBufferedReplies(2).stallTimeout(Duration.ofMillis(40)));
        var subscriber = slowly();

        values(3);

        await().atMost(SOON).until(() -> wire.intake().equals(List.of("pause", "resume")));
        await().atMost(SOON).until(() -> subscriber.errors.size() == 1); // though nobody asks for what is before it
        assertThat(subscriber.errors).first().isInstanceOf(ReplyOverflowException.class);
        assertThat(subscriber.values).containsExactly(0);
        assertThat(wire.cancelled).hasSize(1);
    }

    @Test
    void where_nothing_can_pause_a_full_buffer_fails_at_once() {
        wire.pausable = false;
        options(builder -> builder.maxBufferedReplies(2));
        var subscriber = slowly();

        values(9);

        assertThat(subscriber.values).containsExactly(0);
        assertThat(subscriber.errors)
                .hasSize(1)
                .first(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(ReplyOverflowException.class)
                .hasMessageContaining("let 2 replies wait");
    }

    @Test
    void slow_subscribers_from_many_threads_leave_the_connection_open() throws Exception {
        options(builder -> builder.maxBufferedReplies(2));
        var done = new CountDownLatch(4);
        var ids = new ArrayList<String>();
        var subscribers = new ArrayList<OneByOne>();
        for (var index = 0; index < 4; index++) {
            var subscriber = new OneByOne(done);
            subscribers.add(subscriber);
            send().subscribe(subscriber);
            ids.add(wire.lastId());
        }
        for (var index = 0; index < 4; index++) {
            var id = ids.get(index);
            Thread.startVirtualThread(() -> {
                for (var value = 0; value < 2_000; value++) {
                    wire.value(id, value);
                }
                wire.end(id);
            });
        }

        assertThat(done.await(20, SECONDS)).isTrue();
        assertThat(subscribers)
                .allSatisfy(subscriber ->
                        assertThat(subscriber.values).hasSize(2_000).isSorted());
        var turns = wire.intake();
        assertThat(turns.size() % 2).isZero();
        for (var index = 0; index < turns.size(); index++) {
            assertThat(turns.get(index)).isEqualTo(index % 2 == 0 ? "pause" : "resume");
        }
    }

    /** Asks for the next one from another thread each time. */
    private static final class OneByOne extends BaseSubscriber<Integer> {
        final List<Integer> values = new ArrayList<>();
        private final CountDownLatch done;

        OneByOne(CountDownLatch done) {
            this.done = done;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Integer value) {
            values.add(value);
            Thread.startVirtualThread(() -> request(1));
        }

        @Override
        protected void hookFinally(SignalType type) {
            done.countDown();
        }
    }

    // ---- races ----

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
    void ids_are_unique_and_of_21_hexadecimal_digits() {
        var ids = new HashSet<String>();
        wire.whenSent = (same, id) -> same.end(id);
        for (var index = 0; index < 2_000; index++) {
            send().subscribe();
            if (index % 500 == 0) {
                wire.reconnect();
            }
            ids.add(wire.lastId());
        }
        assertThat(ids).hasSize(2_000).allMatch(id -> id.matches("[0-9a-f]{21}"));
    }

    // ---- hooks and observers ----

    @Test
    void metadata_and_headers_travel_apart_where_the_transport_has_headers() {
        options(builder -> builder.dispatchHook(PendingCallTest::mark));
        wire.whenSent = (same, id) -> same.end(id);

        send().blockLast(SOON);

        assertThat(wire.sent.getLast().metadata()).isEqualTo(Map.of("a", 1));
        assertThat(wire.sent.getLast().headers()).isEqualTo(Map.of("traceparent", "t", "a", "header"));
    }

    @Test
    void headers_join_the_metadata_where_it_has_none() {
        wire.capabilities.clear();
        options(builder -> builder.dispatchHook(PendingCallTest::mark));
        wire.whenSent = (same, id) -> same.end(id);

        send().blockLast(SOON);
        client().emit("e", 1).block(SOON);

        assertThat(wire.sent).hasSize(2).allSatisfy(message -> {
            assertThat(message.metadata()).isEqualTo(Map.of("a", 1, "traceparent", "t"));
            assertThat(message.headers()).isEmpty();
        });
    }

    private static void mark(OutgoingMessage message) {
        message.metadata(Map.of("a", 1));
        message.header("traceparent", "t");
        message.header("a", "header");
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

    // ---- events ----

    @Test
    void an_event_leaves_at_once_and_its_error_is_given() {
        client().emit("e", 1);
        assertThat(wire.sent).hasSize(1);

        wire.emitting = Mono.error(new ConnectionLostException("lost"));
        StepVerifier.create(client().emit("e", 1))
                .expectError(ConnectionLostException.class)
                .verify(SOON);
    }

    @Test
    void a_hook_that_fails_fails_the_event() {
        options(builder -> builder.dispatchHook(message -> {
            throw new IllegalStateException("hook");
        }));

        StepVerifier.create(client().emit("e", 1)).expectErrorMessage("hook").verify(SOON);
    }

    // ---- the end ----

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
