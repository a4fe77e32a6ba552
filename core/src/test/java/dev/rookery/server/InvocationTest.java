package dev.rookery.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.codec.ErrorBody;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a message ends, and what it costs meanwhile. */
final class InvocationTest {
    private final InvocationHandlers handlers = new InvocationHandlers();

    @Test
    void a_result_ends_it_and_gives_the_place_back() throws Exception {
        try (var bench = new Bench(handlers)) {
            var sink = new Bench.Sink();

            var exchange = bench.send("value", sink);

            assertThat(Bench.outcome(exchange)).isEqualTo(Outcome.HANDLED);
            assertThat(sink.sent).containsExactly("last:v");
            bench.awaitIdle();
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
            bench.awaitIdle();
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
            bench.awaitIdle();
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
        bench.awaitIdle();
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
            bench.awaitIdle();
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
            bench.awaitIdle();
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
            bench.awaitIdle();
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
            bench.awaitIdle();

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
            bench.awaitIdle();
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
            bench.awaitIdle();
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
    void a_timeout_of_centuries_is_one_that_never_comes() throws Exception {
        try (var bench = new Bench(handlers, options -> options.handlerTimeout(Duration.ofSeconds(Long.MAX_VALUE)))) {
            assertThat(Bench.outcome(bench.send("value", new Bench.Sink()))).isEqualTo(Outcome.HANDLED);
        }
    }
}
