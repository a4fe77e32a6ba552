package dev.rookery.soak;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service and a client of one transport, and rounds of requests, streams, events and errors between them, at a steady and gentle rate. */
final class Load implements AutoCloseable {
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST_LIMIT = Duration.ofMinutes(1);
    private static final int REQUESTS = 4;
    private static final int STREAMED = 10;
    private static final int EVENTS = 2;
    /** In one round of so many a request fails, and a stream is left in its middle. */
    private static final int ODD_ROUND = 10;

    private static final int LEFT_STREAM = 100;
    private static final int MOST_FAILURES = 10;
    private static final String TEXT = "a text that is no longer than most are";

    private final String transport;
    private final SoakController service = new SoakController();
    private final MicroserviceServer server;
    private final ClientProxy client;
    private final AtomicLong rounds = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private long eventsBefore;

    private Load(String transport, Transporter transporter) {
        this.transport = transport;
        this.server = MicroserviceServer.builder()
                .controller(service)
                .transporter(transporter)
                .start();
        this.client = ClientProxyFactory.create(transporter);
    }

    /** Starts both. Blocks until the first round has passed. */
    static Load start(String transport, Transporter transporter) {
        var load = new Load(transport, transporter);
        load.client
                .withTimeout(FIRST_LIMIT)
                .request("soak.echo", TEXT, String.class)
                .block(FIRST_LIMIT);
        load.round(0);
        return load;
    }

    /** Runs rounds for so long. Blocks. What fails is noted, and the rounds go on. */
    void run(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var next = System.nanoTime();
        while (next - end < 0 && failures.size() < MOST_FAILURES) {
            try {
                round(rounds.incrementAndGet());
            } catch (RuntimeException error) {
                failures.add(transport + ": " + error);
            }
            next = Math.max(next + BETWEEN_ROUNDS.toNanos(), System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void round(long number) {
        Flux.range(0, REQUESTS)
                .flatMap(index -> client.request("soak.echo", TEXT, String.class))
                .blockLast(LIMIT);
        expect(
                STREAMED,
                client.send("soak.count", STREAMED, Integer.class)
                        .collectList()
                        .blockOptional(LIMIT)
                        .orElseThrow());
        for (var event = 0; event < EVENTS; event++) {
            client.emit("soak.note", TEXT).block(LIMIT);
        }
        if (number % ODD_ROUND == 0) {
            client.request("soak.fail", TEXT, String.class)
                    .onErrorResume(RemoteException.class, expected -> Mono.empty())
                    .block(LIMIT);
            client.send("soak.count", LEFT_STREAM, Integer.class).take(1).blockLast(LIMIT);
        }
    }

    private static void expect(int values, List<Integer> received) {
        if (received.size() != values) {
            throw new IllegalStateException(received.size() + " values of a stream came (expected: " + values + ")");
        }
    }

    /** Notes as a failure if no event has come since this was last called: whoever sends one is told only that it has left. */
    void expectEvents() {
        var events = service.events();
        if (events == eventsBefore) {
            failures.add(transport + ": no event came for a while");
        }
        eventsBefore = events;
    }

    List<String> failures() {
        return failures;
    }

    /** What passed so far, for people. */
    String passed() {
        return transport + " " + rounds.get() * (REQUESTS + STREAMED + EVENTS);
    }

    @Override
    public void close() {
        client.close();
        server.stop(LIMIT);
    }
}
