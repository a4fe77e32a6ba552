package dev.rookery.tck;

import static dev.rookery.tck.DispatchParts.HANDLER_THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.error.RemoteException;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.DispatchParts.Slow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** On which threads handlers run, and for how long. */
public interface DispatchContract extends Contract {
    @Test
    default void a_handler_runs_on_a_virtual_thread(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("is.virtual")
            boolean isVirtual() {
                return Thread.currentThread().isVirtual()
                        && Thread.currentThread().getName().equals(HANDLER_THREAD);
            }
        });

        assertThat(client.request("is.virtual", Boolean.class).block(WAIT)).isTrue();
    }

    @Test
    default void a_handler_that_never_blocks_runs_on_the_transports_own_thread(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @NonBlocking
            @MessagePattern("thread")
            String thread() {
                return "on " + Thread.currentThread().getName();
            }

            @NonBlocking
            @MessagePattern("count")
            Flux<Integer> count(int to) {
                return Flux.range(0, to);
            }
        });

        assertThat(client.request("thread", String.class).block(WAIT)).isNotEqualTo("on " + HANDLER_THREAD);
        assertThat(client.send("count", 5_000, Integer.class).collectList().block(WAIT))
                .hasSize(5_000)
                .isSorted();
    }

    @Test
    default void a_thousand_handlers_block_at_one_time(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new LifecycleParts.Waiting(gate));

        var replies = Flux.range(0, 1_000)
                .flatMap(index -> client.request("wait", String.class), 1_000)
                .collectList()
                .toFuture();
        gate.awaitArrived(1_000);
        gate.open();

        assertThat(replies)
                .succeedsWithin(WAIT)
                .satisfies(all -> assertThat(all).hasSize(1_000).containsOnly("passed"));
    }

    @Test
    default void a_handler_that_takes_too_long_is_interrupted_and_answered(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(timeout(Duration.ofMillis(100)), new Slow(gate));
        var client = harness.client(server);

        for (var pattern : new String[] {"slow", "slow.mono", "slow.future", "slow.stream"}) {
            assertThatThrownBy(() -> client.send(pattern, String.class).blockLast(WAIT))
                    .as(pattern)
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            error -> assertThat(error.code()).contains("HANDLER_TIMEOUT"));
        }
        gate.awaitArrived(4);
        gate.awaitInterrupted(3);
    }

    @Test
    default void a_handlers_own_limit_goes_before_that_of_the_server(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(timeout(Duration.ofMillis(100)), new Slow(gate));
        var client = harness.client(server);

        var unlimited = client.request("unlimited", String.class).toFuture();
        assertThatThrownBy(() -> client.request("slow", String.class).block(WAIT))
                .isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> client.request("slow", String.class).block(WAIT))
                .isInstanceOf(RemoteException.class);
        assertThat(unlimited).isNotDone();
        gate.open();

        assertThat(unlimited).succeedsWithin(WAIT).isEqualTo("unlimited");
    }

    @Test
    default void a_stream_that_has_begun_may_take_as_long_as_it_likes(ContractHarness harness) {
        var server = harness.serve(timeout(Duration.ofMillis(400)), new Object() {
            @MessagePattern("ticks")
            Flux<Long> ticks() {
                return Flux.interval(Duration.ofMillis(1), Duration.ofMillis(250))
                        .take(5)
                        .onBackpressureBuffer();
            }
        });

        assertThat(harness.client(server)
                        .send("ticks", Long.class)
                        .collectList()
                        .block(WAIT))
                .containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    default void the_place_of_a_handler_that_took_too_long_is_given_back(ContractHarness harness) {
        var gate = harness.gate();
        var options = ServerOptions.builder()
                .maxInFlight(1)
                .handlerTimeout(Duration.ofMillis(250))
                .build();
        var client = harness.client(harness.serve(options, new Slow(gate)));

        for (var pattern : new String[] {"slow", "slow.mono", "slow.future", "slow.stream"}) {
            assertThatThrownBy(() -> client.send(pattern, String.class).blockLast(WAIT))
                    .isInstanceOf(RemoteException.class);
        }
        assertThat(client.request("fast", String.class).block(WAIT)).isEqualTo("fast");
    }

    private static ServerOptions timeout(Duration limit) {
        return ServerOptions.builder().handlerTimeout(limit).build();
    }
}
