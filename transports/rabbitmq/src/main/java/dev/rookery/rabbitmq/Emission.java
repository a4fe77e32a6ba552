package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An event on its way: until the broker has taken it, or until it has left where nobody asks the broker. */
final class Emission implements Outbox.Write {
    private final RmqLink link;
    private final Destination destination;
    private final String pattern;
    private final AMQP.BasicProperties properties;
    private final byte[] packet;
    private final @Nullable String mark;
    private final CompletableFuture<Void> taken = new CompletableFuture<>();
    private final AtomicBoolean released = new AtomicBoolean();

    /**
     * Makes one that has not left.
     *
     * @param mark by which the broker's return of a mandatory one is known; null if it is not mandatory
     */
    Emission(
            RmqLink link,
            Destination destination,
            String pattern,
            AMQP.BasicProperties properties,
            byte[] packet,
            @Nullable String mark) {
        this.link = link;
        this.destination = destination;
        this.pattern = pattern;
        this.properties = properties;
        this.packet = packet;
        this.mark = mark;
    }

    CompletableFuture<Void> future() {
        return taken;
    }

    Optional<String> mark() {
        return Optional.ofNullable(mark);
    }

    String pattern() {
        return pattern;
    }

    @Override
    public void write() throws IOException {
        var channel = link.eventChannel();
        if (link.confirms()) {
            link.confirmations().add(channel.getNextPublishSeqNo(), this);
        }
        channel.basicPublish(destination.exchange(), destination.routingKey(), mark != null, properties, packet);
        if (!link.confirms()) {
            taken();
        }
    }

    void taken() {
        release();
        taken.complete(null);
    }

    @Override
    public void failed(Throwable why) {
        release();
        taken.completeExceptionally(
                why instanceof RookeryException known
                        ? known
                        : new ConnectionLostException(
                                "The connection to RabbitMQ was lost before the event " + pattern + " was taken: "
                                        + Failures.text(why),
                                why));
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            link.session().outbox().release(packet.length);
        }
    }
}
