package dev.rookery.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class DeliveryTest {

    static final class Handlers {
        final AtomicBoolean closed = new AtomicBoolean();
        final AtomicLong asked = new AtomicLong();
        final AtomicReference<Subscriber<? super Integer>> subscriber = new AtomicReference<>();
        final CountDownLatch cancelled = new CountDownLatch(1);

        @MessagePattern("flux")
        Flux<Integer> flux() {
            return Flux.range(0, 10).doOnRequest(asked::addAndGet);
        }

        @NonBlocking
        @MessagePattern("flux here")
        Flux<Integer> fluxHere() {
            return flux();
        }

        @MessagePattern("async")
        Flux<Integer> async() {
            return flux().publishOn(Schedulers.parallel(), 2);
        }

        @NonBlocking
        @MessagePattern("async here")
        Flux<Integer> asyncHere() {
            return async();
        }

        @MessagePattern("stream")
        Stream<Integer> stream() {
            return IntStream.range(0, 10).boxed().onClose(() -> closed.set(true));
        }

        @MessagePattern("int stream")
        IntStream intStream() {
            return IntStream.range(0, 10).onClose(() -> closed.set(true));
        }

        @MessagePattern("slow")
        Stream<Integer> slow() {
            return Stream.generate(() -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return 1;
                    })
                    .onClose(() -> closed.set(true));
        }

        @MessagePattern("own")
        Publisher<Integer> own() {
            return subscriber::set;
        }

        @NonBlocking
        @MessagePattern("own here")
        Publisher<Integer> ownHere() {
            return subscriber::set;
        }

        Subscription subscription(Consumer<Long> requested) {
            return new Subscription() {
                @Override
                public void request(long values) {
                    requested.accept(values);
                }

                @Override
                public void cancel() {
                    cancelled.countDown();
                }
            };
        }
    }

    private final Handlers handlers = new Handlers();
    private final Bench.Sink sink = new Bench.Sink();

    @ParameterizedTest
    @ValueSource(strings = {"flux", "flux here", "async", "async here", "stream", "int stream"})
    void no_more_is_sent_than_was_asked_for(String pattern) throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send(pattern, sink);
            await().during(java.time.Duration.ofMillis(30)).until(sink.sent::isEmpty);

            exchange.request(1);
            await().until(() -> sink.sent.size() == 1);
            exchange.request(3);
            await().until(() -> sink.sent.size() == 4);
            await().during(java.time.Duration.ofMillis(30)).until(() -> sink.sent.size() == 4);

            exchange.request(Long.MAX_VALUE);
            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            assertThat(sink.sent).hasSize(11).startsWith("0", "1", "2", "3").endsWith("9", "end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux", "flux here", "async", "async here", "stream", "int stream"})
    void demand_in_small_steps_from_many_threads_loses_nothing(String pattern) throws Exception {
        try (var bench = new Bench(handlers)) {
            for (var round = 0; round < 50; round++) {
                var replies = new Bench.Sink();
                var exchange = bench.send(pattern, replies);
                for (var step = 0; step < 10; step++) {
                    Thread.startVirtualThread(() -> exchange.request(1));
                }
                assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
                assertThat(replies.sent).hasSize(11).endsWith("9", "end");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "int stream"})
    void a_stream_is_closed_at_its_end_and_when_the_caller_goes(String pattern) throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send(pattern, sink);
            exchange.request(Long.MAX_VALUE);
            Bench.outcome(exchange);
            await().untilTrue(handlers.closed);

            handlers.closed.set(false);
            var other = bench.send(pattern, new Bench.Sink());
            other.request(2);
            other.cancel(new CallerGoneException("gone"));
            assertThat(Bench.outcome(other)).isInstanceOf(Outcome.Failed.class);
            await().atMost(5, SECONDS).until(() -> bench.dispatcher.inFlight() == 0);
        }
    }

    @Test
    void a_stream_that_blocks_is_interrupted_and_closed() throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("slow", sink);
            exchange.request(5);

            exchange.cancel(new CallerGoneException("gone"));

            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            assertThat(sink.sent).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "own here"})
    void a_publisher_may_begin_late(String pattern) throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send(pattern, sink);
            exchange.request(2);
            await().until(() -> handlers.subscriber.get() != null);
            var subscriber = handlers.subscriber.get();
            var requested = new ConcurrentLinkedQueue<Long>();

            subscriber.onSubscribe(handlers.subscription(requested::add));

            await().atMost(5, SECONDS)
                    .until(() -> requested.stream().mapToLong(Long::longValue).sum() == 2);
            subscriber.onNext(1);
            subscriber.onNext(2);
            subscriber.onComplete();
            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            assertThat(sink.sent).containsExactly("1", "2", "end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "own here"})
    void what_a_publisher_says_after_cancellation_is_dropped(String pattern) throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send(pattern, sink);
            await().until(() -> handlers.subscriber.get() != null);
            var subscriber = handlers.subscriber.get();
            subscriber.onSubscribe(handlers.subscription(values -> {}));
            exchange.request(5);
            subscriber.onNext(1);

            exchange.cancel(new CallerGoneException("gone"));

            assertThat(handlers.cancelled.await(5, SECONDS)).isTrue();
            subscriber.onNext(2);
            subscriber.onError(new IllegalStateException("too late"));
            subscriber.onComplete();
            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            assertThat(sink.sent).containsExactly("1");
        }
    }

    @Test
    void a_publisher_that_begins_after_cancellation_is_cancelled() throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("own", sink);
            await().until(() -> handlers.subscriber.get() != null);
            exchange.cancel(new CallerGoneException("gone"));

            handlers.subscriber.get().onSubscribe(handlers.subscription(values -> {}));

            assertThat(handlers.cancelled.await(5, SECONDS)).isTrue();
            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void values_before_an_error_are_sent() throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("own", sink);
            exchange.request(Long.MAX_VALUE);
            await().until(() -> handlers.subscriber.get() != null);
            var subscriber = handlers.subscriber.get();
            subscriber.onSubscribe(handlers.subscription(values -> {}));
            subscriber.onNext(1);

            subscriber.onError(new IllegalStateException("broken"));

            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            assertThat(sink.sent).hasSize(2).first().isEqualTo("1");
        }
    }

    @Test
    void values_of_many_streams_keep_their_order() throws Exception {
        try (var bench = new Bench(handlers)) {
            var all = new ArrayList<Bench.Sink>();
            for (var index = 0; index < 200; index++) {
                var replies = new Bench.Sink();
                all.add(replies);
                bench.send("async", replies).request(Long.MAX_VALUE);
            }
            await().atMost(10, SECONDS).until(() -> bench.dispatcher.inFlight() == 0);
            assertThat(all)
                    .hasSize(200)
                    .allSatisfy(replies -> assertThat(replies.sent)
                            .isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "end")));
        }
    }

    @Test
    void a_publisher_that_goes_on_when_its_caller_has_gone_is_cancelled_once() throws Exception {
        var cancellations = new AtomicLong();
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("own here", sink);
            var subscriber = await().until(handlers.subscriber::get, found -> found != null);
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long values) {}

                @Override
                public void cancel() {
                    cancellations.incrementAndGet();
                }
            });
            exchange.request(10);
            subscriber.onNext(1);
            exchange.cancel(new CallerGoneException("gone"));
            subscriber.onNext(2);
            subscriber.onNext(3);

            assertThat(cancellations).hasValue(1);
            assertThat(sink.sent).containsExactly("1");
        }
    }
}
