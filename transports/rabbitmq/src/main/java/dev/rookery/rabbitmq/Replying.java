package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel by which a server's replies go, and by which callers of streams answer. Used on the connection's thread alone. Now and then the broker is asked
 * whether the callers of streams are still there, since one that has vanished says nothing.
 */
final class Replying {
    private static final Logger LOG = LoggerFactory.getLogger(Replying.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final IoThread thread;
    private final Session session;
    private final Channel channel;
    private final boolean settlesRequests;
    private final Credits credits = new Credits();

    /**
     * Opens the channel. Blocks.
     *
     * @param settlesRequests whether a request is acknowledged with its last reply
     */
    Replying(Session session, IoThread thread, boolean settlesRequests) throws IOException {
        this.session = session;
        this.thread = thread;
        this.settlesRequests = settlesRequests;
        this.channel = session.openChannel();
        channel.basicConsume(RmqOptions.DIRECT_REPLY_TO, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                    String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                credits.arrived(properties, body);
            }
        });
    }

    /** Begins to look after those who wait for streams. */
    void watch() {
        thread.schedule(BETWEEN_LOOKS, () -> {
            var addresses = credits.addresses();
            if (!session.isOpen()) {
                return;
            }
            if (addresses.isEmpty()) {
                watch();
            } else {
                Thread.ofVirtual().name("rookery-rabbitmq-callers").start(() -> {
                    addresses.forEach(this::look);
                    watch();
                });
            }
        });
    }

    /** Blocks. */
    private void look(String address) {
        try (var trial = session.openTrialChannel()) {
            trial.queueDeclarePassive(address);
        } catch (IOException | TimeoutException | AlreadyClosedException gone) {
            if (Failures.replyCode(gone) == AMQP.NOT_FOUND) {
                LOG.debug("The caller at {} has gone", address);
                credits.left(address);
            }
        }
    }

    Outbox outbox() {
        return session.outbox();
    }

    Channel channel() {
        return channel;
    }

    int frameMax() {
        return session.connection().getFrameMax();
    }

    boolean settlesRequests() {
        return settlesRequests;
    }

    Credits credits() {
        return credits;
    }
}
