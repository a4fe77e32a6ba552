package dev.rookery.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.error.ReplyOverflowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** Replies that come faster than their subscriber asks for them. */
final class SlowSubscriberTest extends WiredClient {
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
                .hasSize(4)
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
}
