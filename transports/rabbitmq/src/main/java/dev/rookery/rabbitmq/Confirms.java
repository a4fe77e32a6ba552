package dev.rookery.rabbitmq;

import com.rabbitmq.client.ConfirmListener;
import dev.rookery.error.BusyException;
import dev.rookery.error.RookeryException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that the broker has not taken yet, by the numbers that it gives them. Of the connection's thread, but for the end. */
final class Confirms implements ConfirmListener {
    private final Map<Long, Emission> open = new LinkedHashMap<>();
    private final Map<String, Emission> mandatory = new HashMap<>();
    private @Nullable RookeryException ended;

    synchronized void add(long number, Emission emission) {
        if (ended != null) {
            emission.failed(ended);
            return;
        }
        open.put(number, emission);
        emission.mark().ifPresent(mark -> mandatory.put(mark, emission));
    }

    /** The broker found no queue for it; that it has dealt with it is still to come. */
    synchronized void returned(@Nullable String mark, String exchange, String routingKey) {
        var emission = mark == null ? null : mandatory.get(mark);
        if (emission != null) {
            emission.failed(Destination.unreachable("the event " + emission.pattern(), exchange, routingKey));
        }
    }

    @Override
    public synchronized void handleAck(long number, boolean multiple) {
        settle(number, multiple, null);
    }

    @Override
    public synchronized void handleNack(long number, boolean multiple) {
        settle(number, multiple, "RabbitMQ did not take the event: its queue is full, or has failed");
    }

    private void settle(long number, boolean multiple, @Nullable String refusal) {
        if (!multiple) {
            finish(open.remove(number), refusal);
            return;
        }
        var all = open.entrySet().iterator();
        while (all.hasNext()) {
            var next = all.next();
            if (next.getKey() > number) {
                return;
            }
            all.remove();
            finish(next.getValue(), refusal);
        }
    }

    private void finish(@Nullable Emission emission, @Nullable String refusal) {
        if (emission == null) {
            return;
        }
        emission.mark().ifPresent(mandatory::remove);
        if (refusal == null) {
            emission.taken();
        } else {
            emission.failed(new BusyException(refusal));
        }
    }

    /** The connection is lost, or was closed. */
    synchronized void end(RookeryException why) {
        ended = why;
        open.values().forEach(emission -> emission.failed(why));
        open.clear();
        mandatory.clear();
    }
}
