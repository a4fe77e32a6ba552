package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ConnectionStatus.Kind;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Connections that break. For every transport that has any; its fixture implements {@link TransportFixture#cutConnections()}. */
public interface ConnectionContract extends Contract {

    @Test
    default void a_lost_connection_fails_all_that_is_pending_at_once(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new LifecycleParts.Waiting(gate));
        var calls = IntStream.range(0, 200)
                .mapToObj(index -> client.request("wait", String.class).toFuture())
                .toList();
        gate.awaitArrived(200);

        harness.fixture().cutConnections();

        assertThat(calls)
                .hasSize(200)
                .allSatisfy(call -> assertThat(call)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .withCauseInstanceOf(ConnectionLostException.class));
    }

    @Test
    default void a_lost_connection_ends_a_stream_with_an_error_after_what_came(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("half")
            Flux<Integer> half() {
                return Flux.just(1, 2).concatWith(gate.passed().then(Mono.just(3)));
            }
        });

        StepVerifier.create(client.send("half", Integer.class))
                .expectNext(1, 2)
                .then(harness.fixture()::cutConnections)
                .expectError(ConnectionLostException.class)
                .verify(WAIT);
    }

    @Test
    default void a_client_connects_again_by_itself(ContractHarness harness) {
        var client = harness.clientOf(new LifecycleParts.Ping());
        assertThat(client.request("ping", String.class).block(WAIT)).isEqualTo("pong");

        for (var round = 0; round < 3; round++) {
            harness.fixture().cutConnections();
            Awaitility.await()
                    .atMost(WAIT)
                    .ignoreExceptionsInstanceOf(RookeryException.class)
                    .untilAsserted(() -> assertThat(
                                    client.request("ping", String.class).block(WAIT))
                            .isEqualTo("pong"));
        }
    }

    @Test
    default void the_status_of_a_client_tells_that_the_connection_was_lost_and_is_back(ContractHarness harness) {
        var client = harness.clientOf(new LifecycleParts.Ping());
        var kinds = new CopyOnWriteArrayList<Kind>();
        client.connect().block(WAIT);
        client.status().map(ConnectionStatus::kind).subscribe(kinds::add);
        Eventually.holds(() -> assertThat(kinds).containsExactly(Kind.CONNECTED));

        harness.fixture().cutConnections();
        Eventually.holds(() -> assertThat(kinds).containsAnyOf(Kind.DISCONNECTED, Kind.RECONNECTING));
        Awaitility.await()
                .atMost(WAIT)
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(
                        () -> assertThat(client.request("ping", String.class).block(WAIT))
                                .isEqualTo("pong"));

        Eventually.holds(() -> assertThat(kinds).endsWith(Kind.CONNECTED).hasSizeGreaterThan(2));
    }

    @Test
    default void a_server_outlives_its_connections(ContractHarness harness) {
        var server = harness.serve(new LifecycleParts.Ping());
        harness.client(server).connect().block(WAIT);

        harness.fixture().cutConnections();

        Awaitility.await()
                .atMost(WAIT)
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(() -> assertThat(harness.client(server)
                                .request("ping", String.class)
                                .block(WAIT))
                        .isEqualTo("pong"));
    }
}
