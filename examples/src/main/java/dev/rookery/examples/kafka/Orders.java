package dev.rookery.examples.kafka;

import dev.rookery.client.ClientProxy;
import dev.rookery.kafka.KafkaEvent;
import dev.rookery.kafka.KafkaFailures;
import dev.rookery.kafka.KafkaMessages;
import dev.rookery.kafka.KafkaOrder;
import dev.rookery.kafka.KafkaRecord;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.transport.Backoff;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

final class Orders {
    private static final Logger log = LoggerFactory.getLogger(Orders.class);

    private Orders() {}

    static KafkaTransporter transport() {
        return KafkaTransporter.builder()
                .brokers("one:9092", "two:9092")
                .groupId("orders")
                .order(KafkaOrder.KEY)
                .concurrency(64)
                .failures(KafkaFailures.DEFAULT
                        .withRetries(3)
                        .withBackoff(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2))
                        .withAction(KafkaFailures.Action.DEAD_LETTER))
                .properties(Map.of("security.protocol", "SSL", "ssl.truststore.location", "trust.p12"))
                .build();
    }

    static Mono<Void> place(ClientProxy orders, Order order) {
        return orders.emit(
                "orders.placed",
                KafkaRecord.builder(order)
                        .key(order.customer()) // the orders of one customer keep their order
                        .header("source", "shop")
                        .build());
    }

    static Mono<Void> placeBoth(ClientProxy orders, Order first, Order second) {
        return orders.emit("orders.placed", KafkaMessages.of(first, second));
    }

    static Mono<Void> forget(ClientProxy customers, String customer) {
        return customers.emit(
                "customers", KafkaRecord.builder(null).key(customer).build());
    }

    static Disposable watch(ClientProxy orders) {
        return orders.on(KafkaEvent.ERROR, error -> log.warn("Kafka", error));
    }

    static int partitions(ClientProxy orders) {
        return orders.unwrap(Producer.class).partitionsFor("orders.placed").size();
    }
}
