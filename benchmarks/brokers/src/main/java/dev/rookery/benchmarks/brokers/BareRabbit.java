package dev.rookery.benchmarks.brokers;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Request and reply on RabbitMQ's own client, by a durable queue and direct reply-to; a request is acknowledged when its reply was sent, an
 * event when it was handled: {@code BareRabbit <service | virtual | client> <port>}.
 */
final class BareRabbit {
    /** Where the requests and events are. */
    static final String QUEUE = "benchmarks";

    private static final String REPLIES = "amq.rabbitmq.reply-to";
    private static final int PREFETCH = 1_000;

    private final Channel channel;
    private final LongAdder handled = new LongAdder();

    private BareRabbit(Channel channel) {
        this.channel = channel;
    }

    static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[1]);
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        var connection = factory.newConnection();
        var bare = new BareRabbit(connection.createChannel());
        if (arguments[0].equals("client")) {
            var properties = new BasicProperties.Builder().replyTo(REPLIES).build();
            var caller = new BareCaller(
                    id -> bare.publish(QUEUE, properties, Packets.request(id)), () -> connection.abort(1_000));
            bare.receiveReplies(caller::replied);
            ClientProcess.serve(caller);
        }
        bare.serve(new BareService(arguments[0].equals("virtual")));
        ServiceProcess.serve(port, bare.handled::sum);
    }

    private void receiveReplies(Consumer<byte[]> replied) throws IOException {
        channel.basicConsume(REPLIES, true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                replied.accept(body);
            }
        });
    }

    private void serve(BareService service) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, Map.of());
        channel.basicQos(PREFETCH);
        channel.basicConsume(QUEUE, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                var delivery = envelope.getDeliveryTag();
                if (properties.getReplyTo() == null) {
                    service.run(() -> handle(delivery, body));
                } else {
                    service.answer(body, reply -> reply(delivery, properties, reply));
                }
            }
        });
    }

    private void handle(long delivery, byte[] event) {
        Packets.sumOfEvent(event);
        acknowledge(delivery);
        handled.increment();
    }

    private void reply(long delivery, BasicProperties request, byte[] reply) {
        synchronized (channel) {
            publish(request.getReplyTo(), new BasicProperties(), reply);
            acknowledge(delivery);
        }
    }

    private void acknowledge(long delivery) {
        synchronized (channel) {
            try {
                channel.basicAck(delivery, false);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }

    private void publish(String queue, BasicProperties properties, byte[] message) {
        synchronized (channel) {
            try {
                channel.basicPublish("", queue, properties, message);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
