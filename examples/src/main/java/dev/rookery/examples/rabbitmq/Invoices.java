package dev.rookery.examples.rabbitmq;

import com.rabbitmq.client.Connection;
import dev.rookery.client.ClientProxy;
import dev.rookery.rabbitmq.RmqEvent;
import dev.rookery.rabbitmq.RmqFailures;
import dev.rookery.rabbitmq.RmqQueueOptions;
import dev.rookery.rabbitmq.RmqRecord;
import dev.rookery.rabbitmq.RmqTopology;
import dev.rookery.rabbitmq.RmqTransporter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

final class Invoices {
    private static final Logger log = LoggerFactory.getLogger(Invoices.class);

    private Invoices() {}

    static RmqTransporter transport() {
        return RmqTransporter.builder()
                .urls("amqp://invoices:secret@one/shop", "amqp://invoices:secret@two/shop")
                .queue("invoices")
                .deadLetterQueue("invoices.dead")
                .failures(RmqFailures.REQUEUE_ONCE)
                .persistent(true)
                .build();
    }

    static RmqTransporter declared() {
        return RmqTransporter.builder()
                .queue("invoices")
                .queueOptions(RmqQueueOptions.builder()
                        .quorum()
                        .deliveryLimit(5)
                        .deadLetterExchange("dead")
                        .build())
                .topology(RmqTopology.builder()
                        .exchange("dead", "fanout")
                        .queue("dead")
                        .binding("dead", "dead", "")
                        .build())
                .build();
    }

    static Mono<Void> due(ClientProxy invoices, Invoice invoice) {
        return invoices.emit(
                "invoice.due",
                RmqRecord.builder(invoice)
                        .priority(5)
                        .expiration(Duration.ofHours(1))
                        .header("trace", "a1")
                        .build());
    }

    static Disposable watch(ClientProxy invoices) {
        return invoices.on(RmqEvent.BLOCKED, reason -> log.warn("RabbitMQ takes nothing: {}", reason));
    }

    static int heartbeat(ClientProxy invoices) {
        return invoices.unwrap(Connection.class).getHeartbeat();
    }
}
