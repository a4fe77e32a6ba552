package dev.rookery.nats;

import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.UnserializableValueException;
import io.nats.client.Connection;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/** Hands messages to the driver, and turns its refusals into ours. While there is no connection, it keeps so many. */
record Publisher(Connection connection, int maxWaiting) {

    void publish(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] packet) {
        if (connection.getStatus() != Connection.Status.CONNECTED
                && connection.outgoingPendingMessageCount() >= maxWaiting) {
            throw new BusyException(
                    maxWaiting
                            + " messages wait for the connection to NATS already: send less at a time, or raise maxWaitingMessages");
        }
        var most = connection.getMaxPayload();
        if (most > 0 && packet.length > most) {
            throw new UnserializableValueException(
                    "A message for " + subject + " has " + packet.length + " bytes (expected: at most " + most
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
}
