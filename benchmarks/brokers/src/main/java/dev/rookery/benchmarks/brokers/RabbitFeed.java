package dev.rookery.benchmarks.brokers;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import dev.rookery.benchmarks.process.FeederProcess.Feed;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Events in the queue of the benchmarks, which the broker has confirmed. */
final class RabbitFeed implements Feed {
    private static final int UNCONFIRMED = 10_000;
    private static final long LONGEST_CONFIRM_MILLIS = 30_000;

    private final Channel channel;
    private final byte[] event;

    RabbitFeed(String event, int port) throws IOException, TimeoutException {
        this.event = Packets.event(event);
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        this.channel = factory.newConnection().createChannel();
        var _ = channel.confirmSelect();
    }

    @Override
    public void put(int count) throws Exception {
        var properties = new BasicProperties();
        for (var number = 1; number <= count; number++) {
            channel.basicPublish("", BareRabbit.QUEUE, properties, event);
            if (number % UNCONFIRMED == 0 || number == count) {
                channel.waitForConfirmsOrDie(LONGEST_CONFIRM_MILLIS);
            }
        }
    }
}
