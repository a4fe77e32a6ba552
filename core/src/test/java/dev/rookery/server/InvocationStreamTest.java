package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.error.CallerGoneException;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invocations that send several values, or none for long. */
final class InvocationStreamTest {
    private final InvocationHandlers handlers = new InvocationHandlers();

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
            bench.awaitIdle();
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
    void a_greatest_age_of_zero_lets_a_stream_go_on() {
        try (var bench = new Bench(handlers, options -> options.maxStreamAge(Duration.ZERO))) {
            var sink = new Deaf();
            bench.send("ticks", sink).request(Long.MAX_VALUE);

            await().until(() -> sink.sent.size() > 20);
            assertThat(sink.ends).hasValue(0);
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
                bench.awaitIdle();
            }
        }
    }
}
