package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of a server's queue, on one connection. Its channel is used on the connection's thread alone, once consuming has begun. A consumer that
 * the broker ends, since the queue is gone, ends the connection: the queue is then declared anew.
 */
final class Consuming {
    private static final Logger LOG = LoggerFactory.getLogger(Consuming.class);

    private final Session session;
    private final IoThread thread;
    private final Channel channel;
    private final String queue;
    private final boolean settledByBroker;
    private final Settlements settlements;
    private final DefaultConsumer consumer;
    private final String tag;
    // of the connection's thread
    private boolean wanted = true;
    private boolean consumes;
    private @Nullable CompletableFuture<Boolean> change = new CompletableFuture<>(); // the beginning

    /**
     * Makes one that does not consume yet. Blocks.
     *
     * @param prefetch how many may be open; 0 for no bound
     * @param arrived is handed each message, on the connection's thread
     */
    Consuming(
            RmqOptions options, Session session, IoThread thread, String queue, int prefetch, Consumer<Arrival> arrived)
            throws IOException {
        this.session = session;
        this.thread = thread;
        this.queue = queue;
        // One of our own, since the broker's is known only once it consumes, and then on another thread.
        this.tag = options.consumerTag().isEmpty()
                ? "rookery-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                : options.consumerTag();
        this.settledByBroker = options.acknowledgement() == RmqAcknowledgement.AUTOMATIC;
        this.channel = session.openChannel();
        this.settlements = new Settlements(channel, options.acknowledgement() == RmqAcknowledgement.AFTER_SUCCESS);
        this.consumer = new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                    String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                arrived.accept(new Arrival(Consuming.this, envelope, properties, body));
            }

            @Override
            public void handleCancel(String consumerTag) {
                session.fail(new IOException("The queue " + queue + " was deleted"));
            }
        };
        // A consumer that is begun again on the connection's thread is unknown to the driver: what it gets comes here.
        channel.setDefaultConsumer(consumer);
        if (prefetch > 0) {
            channel.basicQos(prefetch, options.globalPrefetch());
        }
        session.afterBurst(this::flush);
    }

    /**
     * Begins, by consuming or by waiting for when that is wanted. Blocks. What is wanted meanwhile is done afterwards: the driver asks the broker one
     * thing at a time on a channel, and would hold up the connection's thread, which has to read the answer.
     */
    void begin(boolean consuming) throws IOException {
        try {
            if (consuming) {
                var _ = channel.basicConsume(queue, settledByBroker, tag, false, false, Map.of(), consumer);
            }
        } finally {
            var _ = thread.execute(() -> begun(consuming));
        }
    }

    private void begun(boolean consuming) {
        consumes = consuming;
        wanted &= consuming;
        changeOn();
    }

    Channel channel() {
        return channel;
    }

    boolean isSettledByBroker() {
        return settledByBroker;
    }

    // ---- settling ----

    void acknowledge(long deliveryTag) {
        session.outbox().add(new Settling(deliveryTag, true, false));
    }

    void reject(long deliveryTag, boolean requeue) {
        session.outbox().add(new Settling(deliveryTag, false, requeue));
    }

    /** As {@link #acknowledge}, on the connection's thread. */
    void acknowledgeHere(long deliveryTag) throws IOException {
        settlements.acknowledge(deliveryTag);
    }

    private void flush() {
        try {
            settlements.flush();
        } catch (IOException | RuntimeException gone) {
            LOG.debug("Not acknowledged, and so delivered again: {}", Failures.text(gone));
        }
    }

    private final class Settling implements Outbox.Write {
        private final long deliveryTag;
        private final boolean done;
        private final boolean requeue;

        Settling(long deliveryTag, boolean done, boolean requeue) {
            this.deliveryTag = deliveryTag;
            this.done = done;
            this.requeue = requeue;
        }

        @Override
        public void write() throws IOException {
            if (done) {
                settlements.acknowledge(deliveryTag);
            } else {
                settlements.reject(deliveryTag, requeue);
            }
        }

        @Override
        public void failed(Throwable why) {
            LOG.debug("Not settled, and so delivered again: {}", Failures.text(why));
        }
    }

    // ---- stopping and going on ----

    /** Ends or begins consuming, after what is being changed already. On the connection's thread. */
    CompletableFuture<Boolean> want(boolean consuming) {
        wanted = consuming;
        if (change == null) {
            change = new CompletableFuture<>();
            changeOn();
        }
        return change;
    }

    private void changeOn() {
        var changing = change;
        if (wanted == consumes || !session.isOpen()) {
            change = null;
            if (changing != null) {
                changing.complete(consumes);
            }
            return;
        }
        try {
            var asked = wanted
                    ? new AMQP.Basic.Consume.Builder()
                            .queue(queue)
                            .consumerTag(tag)
                            .noAck(settledByBroker)
                            .build()
                    : new AMQP.Basic.Cancel.Builder().consumerTag(tag).build();
            var next = wanted;
            var _ = channel.asyncCompletableRpc(asked).whenComplete((done, error) -> {
                consumes = error == null ? next : wanted;
                changeOn();
            });
        } catch (IOException | RuntimeException gone) {
            consumes = wanted;
            changeOn();
        }
    }
}
