package dev.rookery.grpc;

import static dev.rookery.grpc.Outcomes.code;
import static dev.rookery.grpc.Outcomes.failure;
import static dev.rookery.grpc.Outcomes.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.CallerGoneException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RpcException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Demand, deadlines and callers that leave. */
final class GrpcStreamsIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    // ---- time ----

    @Test
    void the_timeout_of_a_call_is_the_deadline_of_its_handler(ContractHarness harness) {
        var interrupted = new CountDownLatch(1);
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Named findOne(Query unused, GrpcContext context) throws InterruptedException {
                assertThat(context.deadline()).isPresent();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return new Named(1, "");
            }
        });

        assertThatThrownBy(() -> client.withTimeout(Duration.ofMillis(200))
                        .request("Heroes/FindOne", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        assertThat(within(interrupted)).isTrue();
    }

    @Test
    void a_call_from_a_handler_has_the_deadline_of_its_caller(ContractHarness harness) {
        var inner = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Named findOne(Query unused, GrpcContext context) {
                return new Named(
                        context.deadline()
                                .map(deadline -> (int) deadline.timeRemaining(TimeUnit.SECONDS))
                                .orElse(-1),
                        "");
            }
        });
        var outer = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            @Nullable Named findOne(Query query) {
                return inner.request("Heroes/FindOne", query, Named.class).block(WAIT);
            }
        });

        assertThat(outer.withTimeout(Duration.ofSeconds(8))
                        .request("Heroes/FindOne", new Query(1), Named.class)
                        .block(WAIT))
                .isNotNull()
                .satisfies(named -> assertThat(named.id()).isBetween(1, 8));
    }
    // ---- streams ----

    @Test
    void a_slow_reader_slows_the_handler_and_loses_nothing(ContractHarness harness) {
        var made = new AtomicInteger();
        var big = "x".repeat(10_000);
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Flux<Named> many(Query query) {
                return Flux.range(0, query.id()).map(id -> {
                    made.incrementAndGet();
                    return new Named(id, big);
                });
            }
        });
        var expected = new AtomicInteger();

        StepVerifier.create(client.send("Heroes/Many", new Query(5_000), Named.class), 1)
                .assertNext(first -> assertThat(first.id()).isEqualTo(expected.getAndIncrement()))
                .thenRequest(1)
                .assertNext(second -> assertThat(second.id()).isEqualTo(expected.getAndIncrement()))
                .then(() -> assertThat(made).hasValueLessThan(1_000))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(next -> true, next -> assertThat(next.id()).isEqualTo(expected.getAndIncrement()))
                .expectComplete()
                .verify(WAIT.multipliedBy(3));
        assertThat(expected).hasValue(5_000);
    }

    @Test
    void a_slow_handler_slows_the_sender_and_loses_nothing(ContractHarness harness) {
        var sent = new AtomicInteger();
        var seenAtTheGate = new AtomicInteger();
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @GrpcStreamMethod("Heroes")
            Mono<Named> collect(Flux<Query> queries) {
                return gate.passed()
                        .then(queries.map(Query::id).reduce(0, Integer::sum).map(sum -> new Named(sum, "")));
            }
        });
        var big = "x".repeat(10_000);
        var requests = Flux.range(1, 5_000).map(id -> new Query(id, big)).doOnNext(query -> sent.incrementAndGet());

        var reply = client.request("Heroes/Collect", requests, Named.class).toFuture();
        gate.awaitArrived(1);
        seenAtTheGate.set(sent.get());
        gate.open();

        assertThat(reply).succeedsWithin(WAIT.multipliedBy(3)).isEqualTo(new Named(12_502_500, ""));
        assertThat(seenAtTheGate).hasValueLessThan(1_000);
    }

    @Test
    void a_caller_that_leaves_stops_the_handler_and_its_stream(ContractHarness harness) {
        var cancelled = new CountDownLatch(2);
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Flux<Named> many(Query unused) {
                return Flux.<Named>never().startWith(new Named(1, "")).doOnCancel(cancelled::countDown);
            }

            @GrpcStreamMethod("Heroes")
            Flux<Named> chat(Flux<Query> queries) {
                return queries.map(query -> new Named(query.id(), "")).doFinally(end -> cancelled.countDown());
            }
        });

        assertThat(client.send("Heroes/Many", new Query(1), Named.class).blockFirst(WAIT))
                .isEqualTo(new Named(1, ""));
        var requests = Flux.<Query>never().startWith(new Query(1)).doOnCancel(() -> {});
        assertThat(client.send("Heroes/Chat", requests, Named.class).blockFirst(WAIT))
                .isEqualTo(new Named(1, ""));

        assertThat(within(cancelled)).isTrue();
    }

    @Test
    void a_stream_of_requests_has_one_reader(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @GrpcStreamMethod("Heroes")
            Mono<Named> collect(Flux<Query> queries) {
                return queries.then(queries.then()).thenReturn(new Named(1, ""));
            }
        });

        assertThat(failure(client.request("Heroes/Collect", Flux.just(new Query(1)), Named.class)))
                .satisfies(code(Status.Code.UNKNOWN, "Internal server error"));
    }

    @Test
    void a_stream_of_requests_that_fails_fails_the_call(ContractHarness harness) {
        var seen = new CompletableFuture<Query>();
        var told = new CompletableFuture<SignalType>();
        var client = harness.clientOf(new Object() {
            @GrpcStreamMethod("Heroes")
            Mono<Named> collect(Flux<Query> queries) {
                return queries.doOnNext(seen::complete)
                        .doFinally(told::complete)
                        .then(Mono.just(new Named(1, "")));
            }
        });
        var requests =
                Flux.just(new Query(1)).concatWith(Mono.fromFuture(seen).then(Mono.error(new RpcException("enough"))));

        assertThatThrownBy(() ->
                        client.request("Heroes/Collect", requests, Named.class).block(WAIT))
                .isInstanceOf(RpcException.class)
                .hasMessage("enough");
        assertThat(told).succeedsWithin(WAIT);
    }

    @Test
    void the_next_request_may_wait_for_the_reply_to_the_last(ContractHarness harness) {
        var numbers = new LinkedBlockingQueue<>(List.of(1));
        var requests = Flux.<Query>generate(sink -> sink.next(new Query(taken(numbers))));

        assertThat(harness.clientOf(new Plain())
                        .send("Heroes/Chat", requests, Named.class)
                        .map(Named::id)
                        .doOnNext(id -> numbers.add(id + 1))
                        .take(50)
                        .collectList()
                        .block(WAIT))
                .hasSize(50)
                .isSorted();
    }

    private static int taken(BlockingQueue<Integer> numbers) {
        try {
            return numbers.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blocks until it is opened, or interrupted. */
    private static final class Blocking {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        Flux<Query> requests() {
            return Flux.generate(sink -> {
                begun.countDown();
                try {
                    opened.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                sink.complete();
            });
        }
    }

    @Test
    void a_source_of_requests_that_blocks_holds_up_no_other_call(ContractHarness harness) {
        var client = harness.clientOf(new Plain());
        var blocking = new Blocking();
        try {
            var sum = client.request("Heroes/Collect", blocking.requests(), Named.class)
                    .subscribeOn(Schedulers.boundedElastic())
                    .toFuture();
            assertThat(within(blocking.begun)).isTrue();

            assertThat(client.request("Heroes/FindOne", new Query(1, "x"), Named.class)
                            .block(WAIT))
                    .isEqualTo(new Named(1, "one x"));
            blocking.opened.countDown();
            assertThat(sum).succeedsWithin(WAIT).isEqualTo(new Named(0, "sum"));
        } finally {
            blocking.opened.countDown();
        }
    }

    @Test
    void a_call_that_is_withdrawn_interrupts_its_source_of_requests(ContractHarness harness) {
        var blocking = new Blocking();
        var withdrawing = Mono.fromFuture(
                CompletableFuture.supplyAsync(() -> within(blocking.begun), Thread::startVirtualThread));

        assertThat(harness.clientOf(new Plain())
                        .request("Heroes/Collect", blocking.requests(), Named.class)
                        .takeUntilOther(withdrawing)
                        .block(WAIT))
                .isNull();

        assertThat(within(blocking.interrupted)).isTrue();
    }

    @Test
    void a_source_of_requests_that_cannot_be_subscribed_to_fails_the_call(ContractHarness harness) {
        Publisher<Query> broken = subscriber -> {
            throw new IllegalStateException("broken");
        };

        assertThatThrownBy(() -> harness.clientOf(new Plain())
                        .request("Heroes/Collect", broken, Named.class)
                        .block(WAIT))
                .hasStackTraceContaining("broken");
    }

    // ---- the end of a stream of requests ----

    /** Reads its requests aside of what it returns. */
    static final class ReadingAside {
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private final Mono<Named> reply;

        ReadingAside(Mono<Named> reply) {
            this.reply = reply;
        }

        @GrpcStreamMethod("Heroes")
        Mono<Named> collect(Flux<Query> queries) {
            queries.subscribe(query -> {}, end::complete);
            return reply;
        }
    }

    @Test
    void a_deadline_that_passes_on_the_server_ends_the_stream_of_requests(ContractHarness harness) {
        var reading = new ReadingAside(Mono.never());
        var request = GrpcRecord.builder(Flux.never())
                .header("grpc-timeout", "200m") // which the client itself knows nothing of
                .build();

        assertThatThrownBy(() -> harness.clientOf(reading)
                        .withTimeout(Duration.ZERO)
                        .request("Heroes/Collect", request, Named.class)
                        .block(WAIT))
                .satisfies(code(Status.Code.DEADLINE_EXCEEDED, "The deadline of the call has passed"));

        assertThat(reading.end)
                .succeedsWithin(WAIT)
                .isInstanceOf(CallerGoneException.class)
                .satisfies(end -> assertThat(end).hasMessage("The deadline of the call has passed"));
    }

    @Test
    void a_reply_that_ends_the_call_ends_the_stream_of_requests(ContractHarness harness) {
        var reading = new ReadingAside(Mono.just(new Named(1, "")));

        assertThat(harness.clientOf(reading)
                        .request("Heroes/Collect", Flux.never(), Named.class)
                        .block(WAIT))
                .isEqualTo(new Named(1, ""));

        assertThat(reading.end).succeedsWithin(WAIT).isInstanceOf(CallerGoneException.class);
    }
}
