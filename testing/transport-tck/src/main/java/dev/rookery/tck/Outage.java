package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * What is under way when a broker fails, a thousand requests and a stream, and what has to be true once it is back. For tests of a transport that
 * stop, kill or freeze its broker. Used by one thread.
 */
public final class Outage {
    private static final int REQUESTS = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration BACK = Duration.ofSeconds(5);

    private final MicroserviceServer server;
    private final ClientProxy client;
    private final List<ConnectionStatus> serverStatuses;
    private final List<ConnectionStatus> clientStatuses;
    private final List<CompletableFuture<Integer>> replies;
    private final CompletableFuture<Throwable> streamEnd = new CompletableFuture<>();

    private Outage(MicroserviceServer server, ClientProxy client) {
        this.server = server;
        this.client = client;
        this.serverStatuses = statuses(server.status());
        client.connect().block(WAIT);
        this.clientStatuses = statuses(client.status());
        var ticks = new AtomicInteger();
        client.send("ticks", Long.class).subscribe(tick -> ticks.incrementAndGet(), streamEnd::complete);
        this.replies = IntStream.range(0, REQUESTS)
                .mapToObj(index -> client.request("wait", index, Integer.class).toFuture())
                .toList();
        await().atMost(WAIT).until(() -> ticks.get() > 0);
        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isEqualTo(REQUESTS + 1));
    }

    /** The handlers of a service that has outages. */
    public static final class Service {
        private final CountDownLatch gate = new CountDownLatch(1);

        /** Lets go of the requests that wait, and of all later ones. */
        public void open() {
            gate.countDown();
        }

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("wait")
        int pass(int number) throws InterruptedException {
            gate.await();
            return number;
        }

        @MessagePattern("ticks")
        Flux<Long> ticks() {
            return Flux.interval(Duration.ofMillis(20)).onBackpressureDrop();
        }
    }

    /**
     * Sends the requests, begins the stream, and waits until all of them are with their handlers.
     *
     * @param server serves a {@link Service} that was not opened, by the broker that will fail
     * @param client calls it
     * @return call the other methods once the broker is back
     */
    public static Outage during(MicroserviceServer server, ClientProxy client) {
        return new Outage(server, client);
    }

    /** Every request and the stream have ended with a {@link ConnectionLostException}, and within five seconds from now the service serves again. */
    public void isOver() {
        var back = System.nanoTime();
        assertThat(replies)
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(reply)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .withCauseInstanceOf(ConnectionLostException.class));
        assertThat(streamEnd).succeedsWithin(WAIT).isInstanceOf(ConnectionLostException.class);
        servesAgain(client);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
    }

    /** Nothing goes on: the stream's handler has ended, and so have the others. Call it after {@link Service#open}. */
    public void leavesNothing() {
        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isZero());
    }

    /**
     * Server and client have told of it, in order, and of nothing else.
     *
     * @param expected the statuses, from the first connection on
     */
    public void wasTold(ConnectionStatus... expected) {
        await().atMost(WAIT).untilAsserted(() -> {
            assertThat(serverStatuses).containsExactly(expected);
            assertThat(clientStatuses).containsExactly(expected);
        });
    }

    /**
     * Waits until a {@link Service} answers.
     *
     * @param client calls it
     */
    public static void servesAgain(ClientProxy client) {
        await().atMost(WAIT)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(() -> assertThat(client.withTimeout(Duration.ofSeconds(1))
                                .request("echo", 7, Integer.class)
                                .block(WAIT))
                        .isEqualTo(7));
    }

    /**
     * Remembers what is told.
     *
     * @param status of a server or client
     * @return grows, with the current status first; safe for use by several threads
     */
    public static List<ConnectionStatus> statuses(Flux<ConnectionStatus> status) {
        var seen = new CopyOnWriteArrayList<ConnectionStatus>();
        status.subscribe(seen::add);
        return seen;
    }
}
