package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.RemoteException;
import dev.rookery.error.ReplyOverflowException;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.BoundsParts.Crowded;
import dev.rookery.tck.BoundsParts.OneOnly;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What a service and a client hold at one time, and what happens beyond. */
public interface BoundsContract extends Contract {

    @Test
    @Needs(Capability.PAUSE)
    default void ten_times_as_many_requests_as_may_be_in_flight_are_all_answered(ContractHarness harness) {
        var handler = new Crowded(harness.gate());
        var server = harness.serve(ServerOptions.builder().maxInFlight(16).build(), handler);
        var client = harness.client(server);

        var replies = Flux.range(0, 160)
                .flatMap(index -> client.request("work", index, Integer.class), 160)
                .collectList()
                .block(WAIT);

        assertThat(replies)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 160).boxed().toList());
        assertThat(handler.most.get()).as("handlers at one time").isBetween(1, 16);
    }

    @Test
    default void no_more_are_in_flight_than_may_be(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(ServerOptions.builder().maxInFlight(4).build(), new Crowded(gate));
        var client = harness.client(server);

        var replies = sendAll(client, 12);
        gate.awaitArrived(4);
        Eventually.keepsHolding(Duration.ofMillis(100), () -> {
            assertThat(gate.arrived()).isEqualTo(4);
            assertThat(server.inFlight()).isEqualTo(4);
        });
        gate.open();

        assertThat(replies).hasSize(12).allSatisfy(reply -> assertThat(reply).succeedsWithin(WAIT));
    }

    @Test
    @Needs(without = Capability.PAUSE)
    default void a_request_beyond_what_may_wait_is_answered_as_busy(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(
                ServerOptions.builder().maxInFlight(2).maxWaiting(3).build(), new Crowded(gate));
        var client = harness.client(server);

        var replies = sendAll(client, 10);
        Eventually.holds(
                () -> assertThat(replies).filteredOn(CompletableFuture::isDone).hasSize(5));
        assertThat(replies)
                .filteredOn(CompletableFuture::isDone)
                .hasSize(5)
                .allSatisfy(reply -> assertThat(reply)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                RemoteException.class,
                                error -> assertThat(error.code()).contains("BUSY")));
        gate.open();

        Eventually.holds(() -> assertThat(replies)
                .filteredOn(reply -> !reply.isCompletedExceptionally())
                .hasSize(5)
                .allMatch(CompletableFuture::isDone));
    }

    @Test
    @Needs(value = Capability.EVENT, without = Capability.PAUSE)
    default void an_event_beyond_what_may_wait_is_dropped_and_the_service_goes_on(ContractHarness harness) {
        var gate = harness.gate();
        var handler = new Crowded(gate);
        var server = harness.serve(
                ServerOptions.builder().maxInFlight(1).maxWaiting(1).build(), handler);
        var client = harness.client(server);

        client.emit("happened", 0).block(WAIT);
        gate.awaitArrived(1);
        for (var index = 1; index < 10; index++) {
            client.emit("happened", index).block(WAIT);
        }
        // It comes after the events, and is turned away as they were.
        assertThat(client.request("work", 1, Integer.class).toFuture()).failsWithin(WAIT);
        gate.open();

        Eventually.holds(() -> assertThat(server.inFlight()).isZero());
        assertThat(gate.arrived()).isEqualTo(2);
        assertThat(client.request("work", 1, Integer.class).block(WAIT)).isEqualTo(1);
    }

    @Test
    default void a_subscriber_that_does_not_keep_up_harms_no_other_call(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Crowded(gate));
        var options = ClientOptions.builder()
                .maxBufferedReplies(4)
                .stallTimeout(Duration.ofMillis(200))
                .build();
        var client = harness.client(server, options);
        var slow = new OneOnly();

        client.send("many", 100_000, Integer.class).subscribe(slow);
        Eventually.holds(() -> assertThat(slow.values).containsExactly(0));
        gate.open();

        assertThat(client.request("work", 7, Integer.class).block(WAIT)).isEqualTo(7);
        slow.cancel();
        assertThat(slow.errors)
                .as("none where intake can pause")
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(ReplyOverflowException.class::isInstance);
        assertThat(client.send("many", 100, Integer.class).collectList().block(WAIT))
                .hasSize(100);
    }

    private static List<CompletableFuture<Integer>> sendAll(ClientProxy client, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> client.request("wait", index, Integer.class).toFuture())
                .toList();
    }
}
