package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a message that came by RabbitMQ, and how it is settled by hand. Safe for use by several threads. */
public final class RmqContext implements MessageContext {
    private final Arrival message;
    private final String pattern;
    private final Body metadata;

    RmqContext(Arrival message, String pattern, Body metadata) {
        this.message = message;
        this.pattern = pattern;
        this.metadata = metadata;
    }

    /** {@inheritDoc} Of a message that is no packet it is the routing key. */
    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public String transport() {
        return RmqTransporter.ID;
    }

    /** {@inheritDoc} Nest 12's clients can set it; it is any JSON value. */
    @Override
    public Body metadata() {
        return metadata;
    }

    /** {@inheritDoc} Those whose values are texts, numbers or booleans, as texts; {@link #properties()} has all. */
    @Override
    public Map<String, String> headers() {
        var headers = message.properties().getHeaders();
        if (headers == null || headers.isEmpty()) {
            return Map.of();
        }
        var texts = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            if (value instanceof LongString
                    || value instanceof Number
                    || value instanceof Boolean
                    || value instanceof String) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    /**
     * The exchange that the message was published to.
     *
     * @return its name; empty for the default one
     */
    public String exchange() {
        return message.envelope().getExchange();
    }

    /**
     * The key that the message was published with.
     *
     * @return the key; by the default exchange it is the queue's name
     */
    public String routingKey() {
        return message.envelope().getRoutingKey();
    }

    /**
     * Whether the broker has sent it before, and it was not settled then.
     *
     * @return true if it may have been handled already
     */
    public boolean isRedelivered() {
        return message.envelope().isRedeliver();
    }

    /**
     * What came beside the body, as the driver has it: priority, expiration, message id and the like.
     *
     * @return the properties
     */
    public AMQP.BasicProperties properties() {
        return message.properties();
    }

    /**
     * The body as it came.
     *
     * @return a copy of its bytes
     */
    public byte[] body() {
        return message.body().clone();
    }

    /**
     * Settles the message: it is done, and the broker may forget it. Returns at once. In {@link RmqAcknowledgement#AFTER_SUCCESS} this is earlier
     * than it would happen by itself, and final.
     *
     * @throws IllegalStateException if it has been settled before, or is settled by the broker
     */
    public void acknowledge() {
        requireSettled(message.acknowledge());
    }

    /**
     * Settles the message: it is not done. Returns at once.
     *
     * @param requeue true puts it back into the queue; false gives it to the queue's dead-letter exchange, or drops it where there is none
     * @throws IllegalStateException if it has been settled before, or is settled by the broker
     */
    public void reject(boolean requeue) {
        requireSettled(message.reject(requeue));
    }

    private void requireSettled(boolean settled) {
        if (!settled) {
            throw new IllegalStateException(
                    message.isSettledByBroker()
                            ? "There is nothing to settle: the server's acknowledgement is AUTOMATIC (expected: MANUAL or AFTER_SUCCESS)"
                            : "The message " + pattern + " was settled before: settle each one once");
        }
    }

    /**
     * The driver's objects: its {@link Envelope}, its {@link AMQP.BasicProperties}, or the {@link Channel} that the message came by. What is settled
     * by that channel directly is unknown here, so do it with {@link RmqAcknowledgement#MANUAL} alone.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type
     */
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(
                driverType,
                List.of(
                        message.envelope(),
                        message.properties(),
                        message.consuming().channel()));
    }

    @Override
    public String toString() {
        return "RmqContext[" + pattern + "]";
    }
}
