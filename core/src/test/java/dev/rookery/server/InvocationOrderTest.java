package dev.rookery.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Where an invocation waits for its turn or its place. */
final class InvocationOrderTest {
    private final InvocationHandlers handlers = new InvocationHandlers();

    @Test
    void the_time_that_a_handler_may_take_begins_when_its_turn_comes() throws Exception {
        var slow = new Object() {
            @EventPattern("slow")
            void slow() throws InterruptedException {
                new CountDownLatch(1).await(100, MILLISECONDS);
            }
        };
        try (var bench = new Bench(
                slow, options -> options.handlerTimeout(Duration.ofSeconds(1)).orderBy(message -> "all"))) {
            var exchanges = new ArrayList<Exchange>();
            for (var index = 0; index < 15; index++) {
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
                bench.awaitIdle();
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
            bench.awaitIdle();
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
