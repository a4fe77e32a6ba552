package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import java.util.concurrent.atomic.AtomicBoolean;

/** A message as it came, which is settled once. Safe for use by several threads. */
final class Arrival extends AtomicBoolean {
    private static final long serialVersionUID = 1L;

    private final transient Consuming consuming;
    private final transient Envelope envelope;
    private final transient AMQP.BasicProperties properties;
    private final transient byte[] body;

    Arrival(Consuming consuming, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        super(consuming.isSettledByBroker());
        this.consuming = consuming;
        this.envelope = envelope;
        this.properties = properties;
        this.body = body;
    }

    Consuming consuming() {
        return consuming;
    }

    Envelope envelope() {
        return envelope;
    }

    AMQP.BasicProperties properties() {
        return properties;
    }

    byte[] body() {
        return body;
    }

    boolean isSettledByBroker() {
        return consuming.isSettledByBroker();
    }

    /** Settles it as done; false if it was settled before. */
    boolean acknowledge() {
        if (!claim()) {
            return false;
        }
        consuming.acknowledge(envelope.getDeliveryTag());
        return true;
    }

    /** Settles it as not done; false if it was settled before. */
    boolean reject(boolean requeue) {
        if (!claim()) {
            return false;
        }
        consuming.reject(envelope.getDeliveryTag(), requeue);
        return true;
    }

    /** Takes the right to settle it, for who does so with what is written just then; false if it was settled before. */
    boolean claim() {
        return compareAndSet(false, true);
    }
}
