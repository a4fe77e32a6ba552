package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.client.ClientOptions;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RookeryException;
import dev.rookery.tck.LifecycleParts.Ping;
import dev.rookery.tck.LifecycleParts.Waiting;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ConnectionStatus.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Connecting and closing, on the side of the client. */
public interface LifecycleContract extends Contract {

    @Test
    default void connecting_is_not_needed_and_may_be_done_twice(ContractHarness harness) {
        var client = harness.clientOf(new Ping());

        client.connect().block(WAIT);
        client.connect().block(WAIT);

        assertThat(client.request("ping", String.class).block(WAIT)).isEqualTo("pong");
    }

    @Test
    default void connecting_to_nobody_is_refused_each_time(ContractHarness harness) {
        var client = harness.client(harness.fixture().withoutServer(), ClientOptions.defaults());

        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    @Test
    default void a_request_to_nobody_is_refused_at_once(ContractHarness harness) {
        var client = harness.client(harness.fixture().withoutServer(), ClientOptions.defaults());

        assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class);
    }

    @Test
    @Needs(Capability.NO_LISTENER_KNOWN)
    default void a_request_that_nobody_listens_for_any_more_fails_at_once(ContractHarness harness) {
        var server = harness.serve(new Ping());
        var client = harness.client(server);
        client.request("ping", String.class).block(WAIT);

        server.stop(Duration.ZERO);

        assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                .isInstanceOf(RookeryException.class)
                .isNotInstanceOf(RequestTimeoutException.class);
    }

    @Test
    default void a_new_server_in_the_place_of_a_stopped_one_is_reached_by_the_same_client(ContractHarness harness) {
        var first = harness.serve(new Ping());
        var client = harness.client(
                first, ClientOptions.builder().timeout(Duration.ofSeconds(1)).build());
        assertThat(client.request("ping", String.class).block(WAIT)).isEqualTo("pong");

        first.stop(Duration.ZERO);
        harness.start(harness.server(new Ping()).transporter(harness.fixture().successor(first)));

        await().atMost(WAIT)
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(
                        () -> assertThat(client.request("ping", String.class).block(WAIT))
                                .isEqualTo("pong"));
    }

    @Test
    default void closing_the_client_fails_what_is_pending(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Waiting(gate));
        var reply = client.request("wait", String.class).toFuture();
        var stream = client.send("wait", String.class).collectList().toFuture();
        gate.awaitArrived(2);

        client.close();

        assertThat(reply).failsWithin(WAIT).withThrowableThat().withCauseInstanceOf(ClientClosedException.class);
        assertThat(stream).failsWithin(WAIT).withThrowableThat().withCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    default void a_closed_client_refuses_to_call(ContractHarness harness) {
        var client = harness.clientOf(new Ping());
        client.request("ping", String.class).block(WAIT);

        client.close();
        client.close();

        assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                .isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.emit("ping", 1).block(WAIT)).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ClientClosedException.class);
    }

    /** As where it is closed because its thread was interrupted. */
    @Test
    default void an_interrupted_thread_closes_its_client_as_any_other_does(ContractHarness harness) throws Exception {
        var client = harness.clientOf(new Ping());
        client.request("ping", String.class).block(WAIT);
        var outcome = new CompletableFuture<Boolean>();

        Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                client.close();
                outcome.complete(Thread.interrupted());
            } catch (RuntimeException error) {
                outcome.completeExceptionally(error);
            }
        });

        assertThat(outcome).succeedsWithin(WAIT).isEqualTo(true);
    }

    @Test
    default void a_client_that_was_never_used_can_be_closed(ContractHarness harness) {
        var client = harness.clientOf(new Ping());

        client.close();

        assertThatThrownBy(() -> client.request("ping", String.class).block(WAIT))
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    default void the_status_of_a_client_begins_disconnected_and_ends_closed(ContractHarness harness) {
        var client = harness.clientOf(new Ping());
        var kinds = new CopyOnWriteArrayList<Kind>();
        var ended = new AtomicBoolean();
        watch(client.status(), kinds, ended);

        client.request("ping", String.class).block(WAIT);
        Eventually.holds(() -> assertThat(kinds).endsWith(Kind.CONNECTED));
        client.close();

        Eventually.holds(() -> assertThat(ended).isTrue());
        assertThat(kinds)
                .startsWith(Kind.DISCONNECTED)
                .endsWith(Kind.CLOSED)
                .containsSubsequence(Kind.DISCONNECTED, Kind.CONNECTED, Kind.CLOSED);
    }

    @Test
    default void the_status_of_a_server_is_connected_until_it_is_closed(ContractHarness harness) {
        var server = harness.serve(new Ping());
        var kinds = new CopyOnWriteArrayList<Kind>();
        var ended = new AtomicBoolean();
        watch(server.status(), kinds, ended);

        Eventually.holds(() -> assertThat(kinds).containsExactly(Kind.CONNECTED));
        server.stop(Duration.ZERO);

        Eventually.holds(() -> assertThat(ended).isTrue());
        assertThat(kinds).startsWith(Kind.CONNECTED).endsWith(Kind.CLOSED);
    }

    private static void watch(Flux<ConnectionStatus> statuses, CopyOnWriteArrayList<Kind> kinds, AtomicBoolean ended) {
        statuses.map(ConnectionStatus::kind).doOnComplete(() -> ended.set(true)).subscribe(kinds::add);
    }
}
