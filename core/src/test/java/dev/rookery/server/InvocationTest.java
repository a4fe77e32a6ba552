package dev.rookery.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.BusyException;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.observation.ExchangeObserver;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class InvocationTest {

    static final class Handlers {
        final CountDownLatch open = new CountDownLatch(1);
        final AtomicInteger entered = new AtomicInteger();
        final AtomicInteger interrupted = new AtomicInteger();
        final List<String> order = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> later = new CompletableFuture<>();

        @MessagePattern("value")
        String value() {
            return "v";
        }

        @MessagePattern("wait")
        String waits() throws InterruptedException {
            entered.incrementAndGet();
            try {
                if (!open.await(30, SECONDS)) {
                    throw new IllegalStateException("nobody opened");
                }
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            return "waited";
        }

        @EventPattern("event")
        void event() throws InterruptedException {
            entered.incrementAndGet();
            open.await(30, SECONDS);
        }

        @MessagePattern("later")
        CompletableFuture<String> later() {
            return later;
        }

        @MessagePattern("short")
        @dev.rookery.annotation.HandlerTimeout("PT0.001S")
        String shortly() {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
            return "v";
        }

        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().doOnCancel(interrupted::incrementAndGet);
        }

        @MessagePattern("stubborn")
        Flux<Long> stubborn() {
            return Flux.create(sink -> {
                sink.onDispose(() -> {
                    throw new IllegalStateException("cannot be closed");
                });
                entered.incrementAndGet();
            });
        }

        @MessagePattern("stubborn.one")
        Mono<Long> stubbornOne() {
            return Mono.create(sink -> {
                sink.onDispose(() -> {
                    throw new AssertionError("cannot be closed");
                });
                entered.incrementAndGet();
            });
        }

        @MessagePattern("stubborn.later")
        CompletableFuture<Long> stubbornLater() {
            entered.incrementAndGet();
            return new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean interrupts) {
                    throw new IllegalStateException("cannot be cancelled");
                }
            };
        }

        @MessagePattern("fails.later")
        String failsLater() {
            later.completeExceptionally(new IllegalStateException("of both"));
            return "told";
        }

        @NonBlocking
        @MessagePattern("silence.here")
        Flux<Long> silenceHere() {
            return Flux.never();
        }

        @MessagePattern("silence")
        Flux<Long> silence() {
            return Flux.never();
        }

        @EventPattern("finds.busy")
        void findsBusy() {
            entered.incrementAndGet();
            throw new BusyException("what the handler calls is full");
        }

        @MessagePattern("error")
        Mono<String> error() {
            return Mono.error(new AssertionError("an Error"));
        }

        @NonBlocking
        @MessagePattern("here")
        String here() {
            order.add(Thread.currentThread().getName());
            return "here";
        }
    }

    private final Handlers handlers = new Handlers();

    private static void isIdle(Bench bench) {
        await().atMost(5, SECONDS).until(() -> bench.dispatcher.inFlight() == 0);
    }

    @Test
    void a_result_ends_it_and_gives_the_place_back() throws Exception {
        try (var bench = new Bench(handlers)) {
            var sink = new Bench.Sink();

            var exchange = bench.send("value", sink);

            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            assertThat(sink.sent).containsExactly("last:v");
            isIdle(bench);
        }
    }

    @Test
    void a_cancelled_handler_is_interrupted_and_nothing_is_sent() throws Exception {
        try (var bench = new Bench(handlers)) {
            var sink = new Bench.Sink();
            var exchange = bench.send("wait", sink);
            await().until(() -> handlers.entered.get() == 1);

            exchange.cancel(new CallerGoneException("gone"));

            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            assertThat(handlers.interrupted).hasValue(1);
            assertThat(sink.sent).isEmpty();
            isIdle(bench);
        }
    }

    @Test
    void a_message_cancelled_while_it_waits_for_a_place_takes_and_gives_none() throws Exception {
        try (var bench = new Bench(handlers, options -> options.maxInFlight(1).maxWaiting(5))) {
            var first = bench.send("wait", new Bench.Sink());
            await().until(() -> handlers.entered.get() == 1);
            var cancelled = bench.send("wait", new Bench.Sink());
            var third = bench.send("wait", new Bench.Sink());

            cancelled.cancel(new CallerGoneException("gone"));

            assertThat(Bench.outcome(cancelled)).isInstanceOf(Outcome.Failed.class);
            assertThat(bench.dispatcher.inFlight()).isEqualTo(1);
            handlers.open.countDown();
            assertThat(Bench.outcome(first)).isEqualTo(Outcome.HANDLED);
            assertThat(Bench.outcome(third)).isEqualTo(Outcome.HANDLED);
            assertThat(handlers.entered).hasValue(2);
            isIdle(bench);
            assertThat(bench.dispatcher.running()).isZero();
        }
    }

    @Test
    void what_still_waits_when_the_server_is_drained_is_told_so() throws Exception {
        var bench = new Bench(handlers, options -> options.maxInFlight(1).maxWaiting(5));
        var running = new Bench.Sink();
        var waiting = new Bench.Sink();
        var first = bench.send("wait", running);
        var second = bench.send("wait", waiting);
        await().until(() -> handlers.entered.get() == 1);

        var report = bench.dispatcher.drain(Duration.ofMillis(20));

        assertThat(Bench.outcome(first)).isInstanceOf(Outcome.TurnedAway.class);
        assertThat(Bench.outcome(second)).isInstanceOf(Outcome.TurnedAway.class);
        assertThat(report.inFlight()).isEqualTo(2);
        assertThat(running.sent).hasSize(1).first().asString().contains("UNAVAILABLE");
        assertThat(waiting.sent).hasSize(1).first().asString().contains("UNAVAILABLE");
        assertThat(handlers.entered).hasValue(1);
        isIdle(bench);
    }

    @Test
    void result_timeout_and_cancellation_race_to_exactly_one_end() throws Exception {
        try (var bench = new Bench(handlers)) {
            var sinks = new ArrayList<Bench.Sink>();
            var exchanges = new ArrayList<Exchange>();
            for (var round = 0; round < 1_500; round++) {
                var sink = new Bench.Sink();
                var exchange = bench.send("short", sink);
                sinks.add(sink);
                exchanges.add(exchange);
                if (round % 3 == 0) {
                    Thread.startVirtualThread(() -> exchange.cancel(new CallerGoneException("gone")));
                }
            }

            for (var index = 0; index < exchanges.size(); index++) {
                var outcome = Bench.outcome(exchanges.get(index));
                var gone = outcome instanceof Outcome.Failed failed && failed.cause() instanceof CallerGoneException;
                assertThat(sinks.get(index).ends).hasValue(gone ? 0 : 1);
            }
            isIdle(bench);
            assertThat(bench.dispatcher.running()).isZero();
        }
    }

    @Test
    void a_value_that_cannot_be_sent_becomes_one_error() throws Exception {
        try (var bench = new Bench(handlers)) {
            for (var unwritable : List.of(
                    new UnserializableValueException("no JSON"), new StackOverflowError(), new AssertionError())) {
                var sink = new Bench.Sink() {
                    @Override
                    public void next(@Nullable Object value, boolean last) {
                        InvocationTest.<RuntimeException>sneak(unwritable);
                    }
                };

                var exchange = bench.send("value", sink);

                assertThat(Bench.outcome(exchange)).isEqualTo(new Outcome.Failed(unwritable));
                assertThat(sink.sent).hasSize(1).first().asString().contains("Internal server error");
            }
            isIdle(bench);
        }
    }

    @Test
    void a_sink_that_takes_nothing_at_all_costs_no_place() throws Exception {
        try (var bench = new Bench(handlers)) {
            var broken = new Bench.Sink() {
                @Override
                public void next(@Nullable Object value, boolean last) {
                    throw new IllegalStateException("broken");
                }

                @Override
                public void error(Throwable cause, ErrorBody mapped) {
                    throw new IllegalStateException("broken, too");
                }
            };

            assertThat(Bench.outcome(bench.send("value", broken))).isInstanceOf(Outcome.Failed.class);
            var exchange = bench.send("later", broken);
            await().until(() -> bench.dispatcher.inFlight() == 1);
            handlers.later.complete("x");
            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            isIdle(bench);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }

    @Test
    void an_error_in_a_mono_keeps_its_type() throws Exception {
        try (var bench = new Bench(handlers)) {
            var sink = new Bench.Sink();

            Bench.outcome(bench.send("error", sink));

            assertThat(sink.sent).hasSize(1).first().asString().startsWith("error:AssertionError:");
        }
    }

    @Test
    void the_outcome_comes_to_whoever_asks_late() throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("value", new Bench.Sink());
            isIdle(bench);

            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
        }
    }

    @Test
    void an_observer_that_fails_costs_no_place() throws Exception {
        var observer = new ExchangeObserver() {
            @Override
            public Observed handling(ExecutionContext context) {
                return new Observed() {
                    @Override
                    public void ended() {
                        throw new IllegalStateException("broken observer");
                    }
                };
            }
        };
        try (var bench = new Bench(handlers, options -> options.observer(observer))) {
            assertThat(Bench.outcome(bench.send("value", new Bench.Sink()))).isEqualTo(Outcome.HANDLED);
            isIdle(bench);
        }
    }

    @Test
    void an_order_that_fails_answers_with_an_error() throws Exception {
        try (var bench = new Bench(
                handlers,
                options -> options.orderBy(context -> {
                    throw new IllegalStateException("no key");
                }))) {
            var sink = new Bench.Sink();

            assertThat(Bench.outcome(bench.send("value", sink))).isInstanceOf(Outcome.Failed.class);
            assertThat(sink.sent).hasSize(1).first().asString().contains("Internal server error");
            isIdle(bench);
        }
    }

    /** Of a transport that nobody tells that a caller has left. */
    private static final class Deaf extends Bench.Sink {
        @Override
        public boolean hearsOfDeparture() {
            return false;
        }
    }

    @Test
    void a_stream_whose_caller_may_have_left_unheard_ends_at_its_greatest_age() throws Exception {
        try (var bench = new Bench(handlers, options -> options.maxStreamAge(Duration.ofMillis(100)))) {
            var sink = new Deaf();
            var exchange = bench.send("ticks", sink);
            exchange.request(Long.MAX_VALUE);

            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
            assertThat(sink.sent).hasSizeGreaterThan(1);
            assertThat(sink.sent.getLast())
                    .startsWith("error:HandlerTimeoutException")
                    .contains("HANDLER_TIMEOUT", "maxStreamAge");
            assertThat(handlers.interrupted).hasValue(1);
            isIdle(bench);
        }
    }

    @Test
    void a_stream_whose_caller_is_heard_to_leave_has_no_greatest_age() {
        try (var bench = new Bench(handlers, options -> options.maxStreamAge(Duration.ofMillis(1)))) {
            var sink = new Bench.Sink();
            bench.send("ticks", sink).request(Long.MAX_VALUE);

            await().until(() -> sink.sent.size() > 20);
            assertThat(sink.ends).hasValue(0);
        }
    }

    @Test
    void a_stream_that_the_caller_was_told_of_may_be_silent_for_longer_than_a_handler_may_take() {
        try (var bench = new Bench(handlers, options -> options.handlerTimeout(Duration.ofSeconds(2)))) {
            var told = new Bench.Sink() {
                @Override
                public boolean begun() {
                    sent.add("begun");
                    return true;
                }
            };
            var untold = new Bench.Sink();
            bench.send("silence", told);
            bench.send("silence", untold);

            await().until(() -> untold.ends.get() == 1);
            assertThat(untold.sent.getFirst()).startsWith("error:HandlerTimeoutException");
            assertThat(told.sent).containsExactly("begun");
        }
    }

    @Test
    void a_handler_that_answers_past_the_sink_may_take_longer_than_others() {
        try (var bench = new Bench(handlers, options -> options.handlerTimeout(Duration.ofSeconds(1)))) {
            var past = new Bench.Sink();
            var others = new Bench.Sink();
            var answering = bench.send("wait", past);
            await().until(() -> handlers.entered.get() == 1);
            answering.answering();
            bench.send("wait", others);

            await().until(() -> others.ends.get() == 1);
            assertThat(others.sent.getFirst()).startsWith("error:HandlerTimeoutException");
            assertThat(past.ends).hasValue(0);
            handlers.open.countDown();
            await().until(() -> past.ends.get() == 1);
        }
    }

    @Test
    void a_caller_is_not_told_of_a_stream_that_a_guard_refuses_behind_an_interceptor() throws Exception {
        var components = new PipelineComponents(
                List.of(), List.of(message -> false), List.of((message, next) -> next.handle()), List.of(), List.of());
        for (var pattern : List.of("silence", "silence.here")) {
            try (var bench = new Bench(handlers, options -> {}, components)) {
                var sink = new Bench.Sink() {
                    @Override
                    public boolean begun() {
                        sent.add("begun");
                        return true;
                    }
                };

                assertThat(Bench.outcome(bench.send(pattern, sink))).isInstanceOf(Outcome.Failed.class);

                assertThat(sink.sent).singleElement().asString().startsWith("error:GuardRefusedException");
            }
        }
    }

    @Test
    void a_filter_sees_its_own_message_whoever_s_thread_brings_the_error() throws Exception {
        var seen = new CompletableFuture<String>();
        ExceptionFilter<IllegalStateException> filter = (error, context) -> {
            seen.complete(CurrentMessage.get().map(ExecutionContext::route).orElse("none"));
            return "filtered";
        };
        var components = new PipelineComponents(List.of(), List.of(), List.of(), List.of(), List.of(filter));
        try (var bench = new Bench(handlers, options -> {}, components)) {
            var waiting = bench.send("later", new Bench.Sink());
            await().until(() -> handlers.later.getNumberOfDependents() > 0);

            Bench.outcome(bench.send("fails.later", new Bench.Sink()));

            assertThat(seen.get(5, SECONDS)).isEqualTo("later");
            assertThat(Bench.outcome(waiting)).isEqualTo(Outcome.HANDLED);
        }
    }

    static final class Two {
        @EventPattern("both")
        String one() {
            return "one";
        }

        @EventPattern("both")
        String other() {
            return "other";
        }
    }

    @Test
    void a_request_of_several_handlers_whose_answer_cannot_be_written_gets_one_error() throws Exception {
        try (var bench = new Bench(new Two())) {
            var sink = new Bench.Sink() {
                @Override
                public void next(@Nullable Object value, boolean last) {
                    throw new UnserializableValueException("not that", new IllegalArgumentException());
                }
            };

            Bench.outcome(bench.send("both", sink));

            assertThat(sink.sent).singleElement().asString().startsWith("error:UnserializableValueException");
        }
    }

    @Test
    void a_greatest_age_of_zero_lets_a_stream_go_on() {
        try (var bench = new Bench(handlers, options -> options.maxStreamAge(Duration.ZERO))) {
            var sink = new Deaf();
            bench.send("ticks", sink).request(Long.MAX_VALUE);

            await().until(() -> sink.sent.size() > 20);
            assertThat(sink.ends).hasValue(0);
        }
    }

    @Test
    void a_timeout_of_centuries_is_one_that_never_comes() throws Exception {
        try (var bench = new Bench(handlers, options -> options.handlerTimeout(Duration.ofSeconds(Long.MAX_VALUE)))) {
            assertThat(Bench.outcome(bench.send("value", new Bench.Sink()))).isEqualTo(Outcome.HANDLED);
        }
    }

    @Test
    void a_publisher_that_does_not_let_itself_be_cancelled_keeps_no_place() throws Exception {
        try (var bench = new Bench(handlers)) {
            for (var pattern : List.of("stubborn", "stubborn.one", "stubborn.later")) {
                var exchange = bench.send(pattern, new Bench.Sink());
                exchange.request(Long.MAX_VALUE);
                await().until(() -> handlers.entered.get() == 1);
                handlers.entered.set(0);

                exchange.cancel(new CallerGoneException("gone"));

                assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
                isIdle(bench);
            }
        }
    }

    // ---- order ----

    @Test
    void the_time_that_a_handler_may_take_begins_when_its_turn_comes() throws Exception {
        var slow = new Object() {
            @EventPattern("slow")
            void slow() throws InterruptedException {
                new CountDownLatch(1).await(100, MILLISECONDS);
            }
        };
        try (var bench = new Bench(
                slow, options -> options.handlerTimeout(Duration.ofMillis(500)).orderBy(message -> "all"))) {
            var exchanges = new ArrayList<Exchange>();
            for (var index = 0; index < 10; index++) {
                exchanges.add(bench.send("slow", true, null, new Bench.Sink()));
            }
            for (var exchange : exchanges) {
                assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            }
        }
    }

    static final class Ordered {
        final List<Integer> handled = new CopyOnWriteArrayList<>();
        final AtomicInteger together = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger next = new AtomicInteger();

        @MessagePattern("ordered")
        Mono<Integer> ordered() {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            var mine = next.getAndIncrement();
            return Mono.delay(Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000)))
                    .map(tick -> {
                        handled.add(mine);
                        together.decrementAndGet();
                        return mine;
                    });
        }

        @NonBlocking
        @MessagePattern("here")
        Mono<Integer> here() {
            return ordered();
        }
    }

    @Test
    void messages_of_one_key_run_one_after_the_other_to_their_end() throws Exception {
        for (var pattern : List.of("ordered", "here")) {
            var ordered = new Ordered();
            try (var bench =
                    new Bench(ordered, options -> options.maxInFlight(8).maxWaiting(1_000))) {
                var exchanges = new ArrayList<Exchange>();
                for (var index = 0; index < 100; index++) {
                    exchanges.add(bench.send(pattern, false, "key", new Bench.Sink()));
                }
                for (var exchange : exchanges) {
                    assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
                }
                assertThat(ordered.most).as(pattern).hasValue(1);
                assertThat(ordered.handled).isSorted().hasSize(100);
                isIdle(bench);
            }
        }
    }

    @Test
    void a_cancelled_message_does_not_hold_up_its_lane() throws Exception {
        try (var bench = new Bench(handlers)) {
            var first = bench.send("wait", false, "key", new Bench.Sink());
            var second = bench.send("value", false, "key", new Bench.Sink());
            var third = bench.send("value", false, "key", new Bench.Sink());
            await().until(() -> handlers.entered.get() == 1);

            second.cancel(new CallerGoneException("gone"));
            first.cancel(new CallerGoneException("gone"));

            assertThat(Bench.outcome(third)).isEqualTo(Outcome.HANDLED);
            isIdle(bench);
        }
    }

    @Test
    void a_non_blocking_handler_runs_on_the_thread_that_brings_the_message() throws Exception {
        try (var bench = new Bench(handlers)) {
            Bench.outcome(bench.send("here", new Bench.Sink()));

            assertThat(handlers.order).containsExactly(Thread.currentThread().getName());
        }
    }

    @Test
    void what_a_handler_finds_busy_is_a_failure_of_its_own() throws Exception {
        try (var bench = new Bench(handlers)) {
            var exchange = bench.send("finds.busy", true, null, new Bench.Sink());

            assertThat(Bench.outcome(exchange)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void beyond_all_bounds_a_request_is_told_and_an_event_dropped() throws Exception {
        try (var bench = new Bench(handlers, options -> options.maxInFlight(1).maxWaiting(0))) {
            bench.send("wait", new Bench.Sink());
            var sink = new Bench.Sink();

            assertThat(Bench.outcome(bench.send("value", sink))).isInstanceOf(Outcome.TurnedAway.class);
            assertThat(sink.sent)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("error:BusyException:")
                    .contains("BUSY");
            assertThat(Bench.outcome(bench.send("event", true, null, new Bench.Sink())))
                    .isInstanceOf(Outcome.TurnedAway.class);
            handlers.open.countDown();
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(5, MILLISECONDS)
                    .until(() -> bench.dispatcher.inFlight() == 0);
        }
    }
}
