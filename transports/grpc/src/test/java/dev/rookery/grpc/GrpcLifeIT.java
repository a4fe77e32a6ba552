package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.ConnectionStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Servers and clients that start, are busy, and stop. */
final class GrpcLifeIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    @Test
    void a_busy_service_leaves_calls_at_the_door(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(
                ServerOptions.builder().maxInFlight(2).maxWaiting(10).build(), new Object() {
                    @GrpcMethod("Heroes")
                    Mono<Named> findOne(Query query) {
                        return gate.passed().thenReturn(new Named(query.id(), ""));
                    }
                });
        var client = harness.client(server);

        var replies = Flux.range(1, 50)
                .flatMap(id -> client.request("Heroes/FindOne", new Query(id), Named.class), 50)
                .collectList()
                .toFuture();
        gate.awaitArrived(2);
        gate.open();

        assertThat(replies)
                .succeedsWithin(WAIT)
                .satisfies(all -> assertThat(all).hasSize(50));
    }

    @Test
    void a_call_to_nobody_is_refused_and_the_next_one_tries_anew(ContractHarness harness) {
        var transporter = (GrpcTransporter) harness.fixture().withoutServer();
        var client = harness.client(transporter, ClientOptions.defaults());

        assertThatThrownBy(() -> client.request("Heroes/FindOne", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class);
        assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        harness.start(MicroserviceServer.builder().controller(new Plain()).transporter(transporter));

        assertThat(client.request("Heroes/FindOne", new Query(1), Named.class).block(WAIT))
                .isEqualTo(new Named(1, "one "));
        assertThat(client.status().blockFirst(WAIT)).isEqualTo(GrpcStatus.CONNECTED);
        client.connect().block(WAIT);
    }

    @Test
    void a_port_that_is_taken_fails_the_start(ContractHarness harness) {
        var first = harness.serve(new Plain());

        assertThatThrownBy(() -> harness.start(MicroserviceServer.builder()
                        .controller(new Plain())
                        .transporter(harness.fixture().client(first))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Cannot listen on localhost:");
    }

    @Test
    void a_server_that_stops_lets_calls_end(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Object() {
            @GrpcMethod("Heroes")
            Mono<Named> findOne(Query unused) {
                return gate.passed().thenReturn(new Named(1, ""));
            }
        });
        var client = harness.client(server);
        var reply = client.request("Heroes/FindOne", new Query(1), Named.class).toFuture();
        gate.awaitArrived(1);
        var stopping = CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(10)));
        gate.open();

        assertThat(reply).succeedsWithin(WAIT).isEqualTo(new Named(1, ""));
        assertThat(stopping).succeedsWithin(WAIT);
        assertThat(server.addresses()).isEmpty();
        assertThat(server.status().map(ConnectionStatus::kind).blockLast(WAIT)).isEqualTo(ConnectionStatus.Kind.CLOSED);
    }

    @Test
    void closing_a_client_fails_what_is_pending(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Mono<Named> findOne(Query unused) {
                return gate.passed().thenReturn(new Named(1, ""));
            }
        });
        var reply = client.request("Heroes/FindOne", new Query(1), Named.class).toFuture();
        gate.awaitArrived(1);

        client.close();

        assertThat(reply).failsWithin(WAIT).withThrowableThat().withCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.request("Heroes/FindOne", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    void a_caller_that_has_vanished_is_noticed(ContractHarness harness) throws IOException {
        var keepAlive = new GrpcKeepAlive(
                Duration.ofSeconds(10), Duration.ZERO, Duration.ofMillis(100), false, Duration.ZERO, false);
        var server = harness.start(MicroserviceServer.builder()
                .controller(new Plain())
                .transporter(Protos.transporter().port(0).keepAlive(keepAlive).build()));
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), new GrpcFixture().port(server))) {
            silent.setSoTimeout((int) WAIT.multipliedBy(2).toMillis());
            silent.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            silent.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // settings, and never a word more

            assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
        }
    }
}
