package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.Work;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The floor of clients: a driver, Jackson, and a map from ids to those who wait; nothing looks after replies that never come. Replies of all requests
 * come by one subscription.
 */
final class BareCaller implements Caller {
    private final ConcurrentHashMap<String, Consumer<@Nullable Throwable>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Consumer<String> publish;
    private final Runnable close;

    /**
     * Calls what is already connected and subscribed.
     *
     * @param publish sends a request of this id to the service
     * @param close ends the driver
     */
    BareCaller(Consumer<String> publish, Runnable close) {
        this.publish = publish;
        this.close = close;
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        if (work != Work.SUM) {
            throw new IllegalArgumentException(work + " is not done by hand behind a broker");
        }
        var id = String.valueOf(lastId.incrementAndGet());
        waiting.put(id, done);
        publish.accept(id);
    }

    /** What came by the subscription, a packet. */
    void replied(byte[] json) {
        var reply = Packets.read(json);
        replied(reply.get("id").stringValue(), reply.get("response"));
    }

    /** What came for a request. */
    void replied(String id, JsonNode response) {
        var caller = waiting.remove(id);
        if (caller != null) {
            caller.accept(Packets.isSum(response) ? null : new IllegalStateException(response + " is wrong"));
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
