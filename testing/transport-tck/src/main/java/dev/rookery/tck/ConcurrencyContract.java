package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.EventPattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.ClientClosedException;
import dev.rookery.tck.ConcurrencyParts.Echo;
import dev.rookery.transport.Capability;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Many calls and many threads at one time. */
public interface ConcurrencyContract extends Contract {

    @Test
    default void ten_thousand_requests_at_once_each_get_their_own_answer(ContractHarness harness) {
        var client = harness.clientOf(new Echo());

        var right = Flux.range(0, 10_000)
                .flatMap(
                        index -> client.request("echo", index, Integer.class).filter(answer -> answer.equals(index)),
                        10_000)
                .count()
                .block(WAIT.multipliedBy(2));

        assertThat(right).isEqualTo(10_000);
    }

    @Test
    default void many_threads_share_a_client(ContractHarness harness) throws Exception {
        var client = harness.clientOf(new Echo());
        var barrier = new CyclicBarrier(16);
        var right = new AtomicInteger();

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var thread = 0; thread < 16; thread++) {
                var first = thread * 1_000;
                threads.execute(() -> right.addAndGet(askFrom(first, client, barrier)));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(right).hasValue(16 * 200);
    }

    @Test
    default void clients_that_connect_at_one_time_all_connect(ContractHarness harness) {
        var client = harness.clientOf(new Echo());

        var connects = IntStream.range(0, 50)
                .mapToObj(index -> Mono.defer(client::connect).subscribeOn(Schedulers.boundedElastic()))
                .toList();
        Mono.when(connects).block(WAIT);

        assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
    }

    @Test
    default void each_call_ends_when_the_client_closes_under_it(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new LifecycleParts.Waiting(gate));
        var calls = IntStream.range(0, 1_000)
                .mapToObj(index -> client.request("wait", String.class).toFuture())
                .toList();
        gate.awaitArrived(1_000);

        client.close();

        assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)))
                .failsWithin(WAIT);
        assertThat(calls)
                .hasSize(1_000)
                .allSatisfy(call -> assertThat(call)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .withCauseInstanceOf(ClientClosedException.class));
    }

    @Test
    default void each_call_ends_when_the_client_closes_while_it_is_made(ContractHarness harness) throws Exception {
        var client = harness.clientOf(new Echo());
        client.connect().block(WAIT);
        var started = new AtomicInteger();
        var ended = new AtomicInteger();
        var caller = Thread.ofPlatform().start(() -> {
            for (var index = 0; index < 5_000; index++) {
                started.incrementAndGet();
                client.request("echo", index, Integer.class)
                        .onErrorComplete(ClientClosedException.class)
                        .doOnTerminate(ended::incrementAndGet)
                        .subscribe();
            }
        });

        Eventually.holds(() -> assertThat(started.get()).isGreaterThan(100));
        client.close();

        assertThat(caller.join(WAIT)).isTrue();
        Eventually.holds(() -> assertThat(ended).hasValue(5_000));
    }

    @Test
    @Needs(Capability.EVENT)
    default void no_event_of_a_burst_is_lost(ContractHarness harness) {
        var seen = new AtomicInteger();
        var client = harness.clientOf(new Object() {
            @EventPattern("happened")
            void happened(int number) {
                seen.addAndGet(number);
            }
        });

        for (var index = 0; index < 5_000; index++) {
            client.emit("happened", 1);
        }

        Eventually.holds(() -> assertThat(seen).hasValue(5_000));
    }

    private static int askFrom(int first, ClientProxy client, CyclicBarrier barrier) {
        try {
            barrier.await(WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
        var right = 0;
        for (var index = first; index < first + 200; index++) {
            var answer = client.request("echo", index, Integer.class).block(WAIT);
            right += answer != null && answer == index ? 1 : 0;
        }
        return right;
    }
}
