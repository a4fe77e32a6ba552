package dev.rookery.grpc;

import static dev.rookery.grpc.Outcomes.code;
import static dev.rookery.grpc.Outcomes.failure;
import static dev.rookery.grpc.Outcomes.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Handlers that read and write their calls themselves. */
final class GrpcStreamCallIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    static final class Blocking {
        @GrpcStreamCall("Heroes")
        void chat(GrpcCall<Query, Named> call) throws InterruptedException {
            for (var query : call) {
                if (query.text().equals("bad")) {
                    throw GrpcException.invalidArgument("bad");
                }
                call.send(new Named(query.id(), "a"));
                call.send(new Named(query.id(), "b"));
            }
        }

        @GrpcStreamCall("Heroes")
        void collect(GrpcCall<Query, Named> call) throws InterruptedException {
            var sum = 0;
            for (var query : call) {
                sum += query.id();
            }
            call.send(new Named(sum, "sum"));
            if (sum == 0) {
                call.send(new Named(sum, "again"));
            }
        }
    }

    @Test
    void a_handler_may_read_and_write_in_its_own_order(ContractHarness harness) {
        var client = harness.clientOf(new Blocking());

        assertThat(client.send("Heroes/Chat", Flux.just(new Query(1), new Query(2)), Named.class)
                        .map(named -> named.id() + named.name())
                        .collectList()
                        .block(WAIT))
                .containsExactly("1a", "1b", "2a", "2b");
        assertThat(client.request("Heroes/Collect", Flux.range(1, 100).map(Query::new), Named.class)
                        .block(WAIT))
                .isEqualTo(new Named(5_050, "sum"));
        assertThat(failure(client.request("Heroes/Collect", Flux.empty(), Named.class)))
                .satisfies(code(Status.Code.UNKNOWN, "Internal server error"));
        StepVerifier.create(client.send("Heroes/Chat", Flux.just(new Query(1), new Query(2, "bad")), Named.class))
                .expectNextCount(2)
                .expectErrorSatisfies(code(Status.Code.INVALID_ARGUMENT, "bad"))
                .verify(WAIT);
    }

    static final class Endless {
        private final AtomicInteger sent = new AtomicInteger();
        private final CountDownLatch ended = new CountDownLatch(1);

        @GrpcStreamCall("Heroes")
        void chat(GrpcCall<Query, Named> call) throws InterruptedException {
            try {
                while (true) {
                    call.send(new Named(sent.incrementAndGet(), "x".repeat(1_000)));
                }
            } finally {
                ended.countDown();
            }
        }
    }

    @Test
    void a_caller_that_reads_slowly_holds_the_writer_and_one_that_leaves_ends_it(ContractHarness harness)
            throws InterruptedException {
        var endless = new Endless();
        var client = harness.clientOf(endless);

        StepVerifier.create(
                        client.send("Heroes/Chat", Flux.just(new Query(1)), Named.class)
                                .map(Named::id),
                        3)
                .expectNext(1, 2, 3)
                .thenAwait(Duration.ofMillis(300))
                .then(() -> assertThat(endless.sent.get()).isLessThan(10_000))
                .thenCancel()
                .verify(WAIT);

        assertThat(within(endless.ended)).isTrue();
    }

    static final class Reading {
        private final CountDownLatch ended = new CountDownLatch(1);

        @GrpcStreamCall("Heroes")
        void chat(GrpcCall<Query, Named> call) throws InterruptedException {
            try {
                for (var query : call) {
                    call.send(new Named(query.id(), ""));
                }
            } finally {
                ended.countDown();
            }
        }
    }

    @Test
    void a_caller_that_leaves_ends_the_reading(ContractHarness harness) throws InterruptedException {
        var reading = new Reading();

        harness.clientOf(reading)
                .send("Heroes/Chat", Flux.concat(Flux.just(new Query(1)), Flux.never()), Named.class)
                .blockFirst(WAIT);

        assertThat(within(reading.ended)).isTrue();
    }

    static final class Unhurried {
        @GrpcStreamCall("Heroes")
        void chat(GrpcCall<Query, Named> call) throws InterruptedException {
            for (var id = 1; id <= 5; id++) {
                call.send(new Named(id, ""));
                Mono.delay(Duration.ofMillis(600)).block();
            }
        }
    }

    @Test
    void a_handler_that_has_sent_its_first_reply_may_take_its_time(ContractHarness harness) {
        var server = harness.serve(
                ServerOptions.builder().handlerTimeout(Duration.ofSeconds(2)).build(), new Unhurried());

        assertThat(harness.client(server)
                        .send("Heroes/Chat", Flux.empty(), Named.class)
                        .map(Named::id)
                        .collectList()
                        .block(WAIT))
                .containsExactly(1, 2, 3, 4, 5);
    }
}
