package dev.rookery.interop;

import static org.awaitility.Awaitility.await;

import dev.rookery.client.ClientProxy;
import dev.rookery.nats.NatsRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Callers that ask for the price of one parcel after the other, and send each parcel off, until they are stopped. */
final class ParcelsTraffic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CALLERS = 8;

    private final ClientProxy client;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger lastId = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new ArrayList<>();

    ParcelsTraffic(ClientProxy client) {
        this.client = client;
        for (var index = 0; index < CALLERS; index++) {
            callers.add(Thread.ofVirtual().name("caller " + index).start(this::call));
        }
    }

    /** Waits until so many parcels more have been priced and sent. */
    void awaitMore(int parcels) {
        var until = answered.get() + parcels;
        await().atMost(LIMIT).until(() -> answered.get() >= until || !failures.isEmpty());
    }

    /** What was answered otherwise than it had to be, or not at all. */
    Queue<String> failures() {
        return failures;
    }

    /** Stops the callers, and returns how many parcels there were: their numbers are 1 and so on. */
    int stop() throws InterruptedException {
        going.set(false);
        for (var caller : callers) {
            caller.join(LIMIT);
        }
        return lastId.get();
    }

    @Override
    public void close() {
        going.set(false);
    }

    private void call() {
        while (going.get()) {
            var id = lastId.incrementAndGet();
            var parcel = Map.of("id", id, "country", "FR", "grams", 1200);
            try {
                var price = client.request(
                                "parcels.price",
                                NatsRecord.builder(parcel)
                                        .header("shop", "toys")
                                        .build(),
                                JsonNode.class)
                        .block(LIMIT);
                client.emit("parcels.sent", parcel).block(LIMIT);
                if (!NestJson.tree(Map.of("id", id, "cents", 1800)).equals(price)) {
                    failures.add(id + ": " + price);
                }
            } catch (RuntimeException e) {
                failures.add(id + ": " + e);
            }
            answered.incrementAndGet();
        }
    }
}
