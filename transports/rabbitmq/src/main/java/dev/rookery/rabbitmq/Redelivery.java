package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;

/** What the broker tells of the times that a message was delivered before. */
final class Redelivery {
    static final String COUNT = "x-delivery-count";

    private Redelivery() {}

    /**
     * Whether a handler may have failed with a message before. A quorum queue counts failed deliveries: those that were rejected, and those whose consumer
     * died, though since RabbitMQ 4.3 not those that a lost node or a consumer's timeout gave back. Any other queue only marks what it has sent before. The
     * header is believed on a quorum queue alone: elsewhere it is what some publisher made of it.
     */
    static boolean mayHaveFailed(RmqQueueOptions queue, Envelope envelope, AMQP.BasicProperties properties) {
        var headers = properties.getHeaders();
        if (queue.isQuorum() && headers != null && headers.get(COUNT) instanceof Number failed) {
            return failed.longValue() > 0;
        }
        return envelope.isRedeliver();
    }
}
