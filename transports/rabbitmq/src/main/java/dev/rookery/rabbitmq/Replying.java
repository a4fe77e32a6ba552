package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;

/** The channel by which a server's replies go, and by which callers of streams answer. Used on the connection's thread alone. */
final class Replying {
    private final Session session;
    private final Channel channel;
    private final boolean settlesRequests;
    private final Credits credits = new Credits();

    /**
     * Opens the channel. Blocks.
     *
     * @param settlesRequests whether a request is acknowledged with its last reply
     */
    Replying(Session session, boolean settlesRequests) throws IOException {
        this.session = session;
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

    Outbox outbox() {
        return session.outbox();
    }

    Channel channel() {
        return channel;
    }

    boolean settlesRequests() {
        return settlesRequests;
    }

    Credits credits() {
        return credits;
    }
}
