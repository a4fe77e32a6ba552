package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientProxy;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.OrderParts.Ordered;
import dev.rookery.transport.MessageContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages with one key, one after the other. */
public interface OrderContract extends Contract {

    @Test
    default void messages_with_one_key_are_handled_in_order_and_never_two_at_one_time(ContractHarness harness) {
        var handler = new Ordered(harness.gate());
        var client = client(harness, handler);

        var replies = sendAll(client, "blocking", 200);

        assertInOrder(handler, replies, 200);
    }

    @Test
    default void handlers_that_answer_later_hold_up_the_next_of_their_key(ContractHarness harness) {
        var handler = new Ordered(harness.gate());
        var client = client(harness, handler);

        var replies = sendAll(client, "later", 50);

        assertInOrder(handler, replies, 50);
    }

    @Test
    default void other_keys_go_on_while_one_waits(ContractHarness harness) {
        var gate = harness.gate();
        var handler = new Ordered(gate);
        var client = client(harness, handler);

        var waiting = client.request("waiting", 1, Integer.class).toFuture();
        gate.awaitArrived(1);
        var replies = sendAll(client, "blocking", 20);

        assertInOrder(handler, replies, 20);
        assertThat(waiting).isNotDone();
        gate.open();
        assertThat(waiting).succeedsWithin(WAIT).isEqualTo(1);
    }

    @Test
    default void an_error_does_not_hold_up_its_key(ContractHarness harness) {
        var handler = new Ordered(harness.gate());
        var client = client(harness, handler);

        var failing = client.request("blocking", "no number", Integer.class).toFuture();
        var replies = sendAll(client, "blocking", 10);

        assertInOrder(handler, replies, 10);
        assertThat(failing).failsWithin(WAIT);
    }

    /** Some have come and wait when the service has room again, and others come then. */
    @Test
    default void the_order_stays_where_more_comes_than_may_be_in_flight(ContractHarness harness) {
        var handler = new Ordered(harness.gate());
        var client = client(harness, handler, 4);

        var replies = sendAll(client, "blocking", 2_000);

        assertInOrder(handler, replies, 2_000);
    }

    private static ClientProxy client(ContractHarness harness, Ordered handler) {
        return client(harness, handler, ServerOptions.defaults().maxInFlight());
    }

    private static ClientProxy client(ContractHarness harness, Ordered handler, int maxInFlight) {
        var server = harness.serve(
                ServerOptions.builder()
                        .orderBy(MessageContext::pattern)
                        .maxInFlight(maxInFlight)
                        .maxWaiting(10_000)
                        .build(),
                handler);
        var client = harness.client(server);
        client.connect().block(WAIT);
        return client;
    }

    private static List<CompletableFuture<Integer>> sendAll(ClientProxy client, String pattern, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> client.request(pattern, index, Integer.class).toFuture())
                .toList();
    }

    private static void assertInOrder(Ordered handler, List<CompletableFuture<Integer>> replies, int count) {
        assertThat(CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new)))
                .succeedsWithin(WAIT);
        assertThat(handler.seen)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        assertThat(handler.most).as("handlers of one key at one time").hasValue(1);
    }
}
