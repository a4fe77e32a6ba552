package dev.rookery.nats;

import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.UnserializableValueException;
import io.nats.client.Connection;
import io.nats.client.impl.Headers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the driver, and turns its refusals into ours. While there is no connection, the driver keeps them. They are counted here, since to ask the
 * driver how many it has would wait until the connection is back.
 */
final class Publisher {
    private final Connection connection;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    Publisher(Connection connection, int maxWaiting) {
        this.connection = connection;
        this.maxWaiting = maxWaiting;
    }

    void publish(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] packet) {
        admit();
        var most = connection.getMaxPayload();
        var size = packet.length + (headers == null ? 0L : headers.serializedLength()); // NATS counts both
        if (most > 0 && size > most) {
            throw new UnserializableValueException(
                    "A message for " + subject + " has " + size + " bytes (expected: at most " + most
                            + "): send less at a time, or raise max_payload of the NATS server",
                    new IllegalArgumentException("too large"));
        }
        try {
            connection.publish(subject, replyTo, headers, packet);
        } catch (IllegalStateException refused) { // closed, or its queue is full
            throw connection.getStatus() == Connection.Status.CLOSED
                    ? new ConnectionLostException("The connection to NATS is closed", refused)
                    : new BusyException("NATS takes messages too slowly, so that the one for " + subject
                            + " was not sent: send less at a time (" + refused.getMessage() + ")");
        }
    }

    private void admit() {
        if (connection.getStatus() == Connection.Status.CONNECTED) {
            if (waiting.get() > 0) {
                waiting.set(0);
            }
        } else if (waiting.incrementAndGet() > maxWaiting) {
            throw new BusyException(
                    maxWaiting
                            + " messages wait for the connection to NATS already: send less at a time, or raise maxWaitingMessages");
        }
    }
}
