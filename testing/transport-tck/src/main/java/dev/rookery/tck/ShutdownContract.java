package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RookeryException;
import dev.rookery.server.DrainReport;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.ShutdownParts.Named;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server that stops, and servers that are several. */
public interface ShutdownContract extends Contract {

    @Test
    default void what_is_in_flight_is_finished_before_the_server_stops(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new LifecycleParts.Waiting(gate));
        var client = harness.client(server);
        var reply = client.request("wait", String.class).toFuture();
        gate.awaitArrived(1);

        var stopped = stopping(server, Duration.ofSeconds(20));
        gate.open();

        assertThat(reply).succeedsWithin(WAIT).isEqualTo("passed");
        assertThat(stopped).succeedsWithin(WAIT).satisfies(report -> {
            assertThat(report.isClean()).isTrue();
            assertThat(report.inFlight()).isEqualTo(1);
        });
    }

    @Test
    default void a_stream_in_flight_is_finished_before_the_server_stops(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Object() {
            @MessagePattern("stream")
            Flux<Integer> stream() {
                return gate.passed().thenMany(Flux.range(0, 1_000));
            }
        });
        var client = harness.client(server);
        var replies = client.send("stream", Integer.class).collectList().toFuture();
        gate.awaitArrived(1);

        var stopped = stopping(server, Duration.ofSeconds(20));
        gate.open();

        assertThat(replies)
                .succeedsWithin(WAIT)
                .satisfies(values -> assertThat(values).hasSize(1_000));
        assertThat(stopped)
                .succeedsWithin(WAIT)
                .satisfies(report -> assertThat(report.isClean()).isTrue());
    }

    /** As where it ends because its thread was interrupted. */
    @Test
    default void an_interrupted_thread_waits_for_what_is_in_flight_too(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new LifecycleParts.Waiting(gate));
        var client = harness.client(server);
        var reply = client.request("wait", String.class).toFuture();
        gate.awaitArrived(1);

        var stopped = stopping(() -> {
            Thread.currentThread().interrupt();
            var report = server.stop(Duration.ofSeconds(20));
            return Thread.interrupted() ? report : null;
        });
        gate.open();

        assertThat(reply).succeedsWithin(WAIT).isEqualTo("passed");
        assertThat(stopped)
                .succeedsWithin(WAIT)
                .satisfies(report -> assertThat(report.isClean()).isTrue());
    }

    @Test
    default void a_handler_that_is_not_done_in_time_is_interrupted_and_its_caller_told(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new LifecycleParts.Waiting(gate));
        var client = harness.client(server);
        var reply = client.request("wait", String.class).toFuture();
        gate.awaitArrived(1);

        var report = server.stop(Duration.ofMillis(100));

        assertThat(report.interrupted()).containsExactly("wait");
        assertThat(report.isClean()).isFalse();
        gate.awaitInterrupted(1);
        assertThat(reply)
                .failsWithin(WAIT)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error.code()).contains("UNAVAILABLE"));
    }

    @Test
    default void a_server_that_stops_at_once_leaves_no_call_open(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new LifecycleParts.Waiting(gate));
        var client = harness.client(server);
        var replies = Flux.range(0, 100)
                .flatMap(
                        index -> client.request("wait", String.class)
                                .map(value -> (Object) value)
                                .onErrorResume(RookeryException.class, error -> Mono.just(error)),
                        100)
                .collectList()
                .toFuture();
        gate.awaitArrived(100);

        server.stop(Duration.ZERO);

        assertThat(replies)
                .succeedsWithin(WAIT)
                .satisfies(all -> assertThat(all)
                        .hasSize(100)
                        .allMatch(end -> end instanceof RemoteException || end instanceof ConnectionLostException));
    }

    @Test
    default void nothing_is_handled_after_the_server_stopped(ContractHarness harness) {
        var calls = new AtomicInteger();
        var server = harness.serve(new Object() {
            @MessagePattern("count")
            int count() {
                return calls.incrementAndGet();
            }
        });
        var client = harness.client(server);
        client.request("count", Integer.class).block(WAIT);

        server.stop(Duration.ofSeconds(1));

        assertThatThrownBy(() -> client.withTimeout(Duration.ofMillis(500))
                        .request("count", Integer.class)
                        .block(WAIT))
                .isInstanceOf(RookeryException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    @Needs(Capability.PAUSE)
    default void nothing_new_is_begun_while_the_server_drains(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new LifecycleParts.Waiting(gate));
        var client = harness.client(
                server, ClientOptions.builder().timeout(Duration.ofSeconds(2)).build());
        var first = client.request("wait", String.class).toFuture();
        gate.awaitArrived(1);

        var stopped = stopping(server, Duration.ofSeconds(20));
        var late = client.request("wait", String.class).toFuture();
        Eventually.keepsHolding(
                Duration.ofMillis(100), () -> assertThat(gate.arrived()).isEqualTo(1));
        gate.open();

        assertThat(first).succeedsWithin(WAIT).isEqualTo("passed");
        assertThat(stopped).succeedsWithin(WAIT);
        assertThat(late).failsWithin(WAIT);
        assertThat(gate.arrived()).isEqualTo(1);
    }

    @Test
    default void stopping_twice_gives_the_same_report(ContractHarness harness) {
        var server = harness.serve(new LifecycleParts.Ping());

        var report = server.stop(Duration.ofSeconds(1));

        assertThat(server.stop(Duration.ZERO)).isSameAs(report);
        server.close();
    }

    @Test
    default void a_server_without_calls_stops_at_once(ContractHarness harness) {
        var server = harness.serve(new LifecycleParts.Ping());
        harness.client(server).connect().block(WAIT);

        var report = server.stop(Duration.ofSeconds(30));

        assertThat(report).satisfies(clean -> {
            assertThat(clean.isClean()).isTrue();
            assertThat(clean.inFlight()).isZero();
            assertThat(clean.took()).isLessThan(Duration.ofSeconds(5));
        });
    }

    @Test
    @Needs(Capability.SHARED_WORK)
    default void two_servers_share_the_work(ContractHarness harness) {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var one = harness.serve(new Named("one", seen));
        harness.serve(new Named("other", seen));
        var client = harness.client(one);
        var answers = new HashSet<@Nullable String>();

        Eventually.holds(() -> {
            answers.add(client.request("name", String.class).block(WAIT));
            assertThat(answers).containsExactlyInAnyOrder("one", "other");
        });
        var calls = client.send("name", String.class).collectList().block(WAIT);

        assertThat(calls).as("answers to one request").hasSize(1);
    }

    private static CompletableFuture<DrainReport> stopping(MicroserviceServer server, Duration limit) {
        return stopping(() -> server.stop(limit));
    }

    private static CompletableFuture<DrainReport> stopping(Supplier<@Nullable DrainReport> stop) {
        var report = new CompletableFuture<DrainReport>();
        var stopper = Thread.ofVirtual().start(() -> report.complete(stop.get()));
        Eventually.holds(() -> assertThat(stopper.getState()).isEqualTo(Thread.State.TIMED_WAITING));
        return report;
    }
}
