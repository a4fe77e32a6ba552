package dev.rookery.examples.kafka;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.kafka.KafkaBatch;
import dev.rookery.kafka.KafkaContext;
import dev.rookery.kafka.KafkaHeaders;
import dev.rookery.kafka.KafkaRetriableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class OrderController {
    private static final Logger log = LoggerFactory.getLogger(OrderController.class);

    private final Prices prices = new Prices();

    @EventPattern("orders.placed")
    void placed(Order order, KafkaContext context) {
        log.info("{} at {}-{}", order.id(), context.partition(), context.offset());
    }

    @KafkaBatch(max = 200)
    @EventPattern("orders.counted")
    void counted(List<Order> orders, KafkaContext context) {
        log.info(
                "{} orders, the last at {}",
                orders.size(),
                context.items().getLast().offset());
    }

    @EventPattern("/^audit\\..*/") // every topic of which the name begins so, now and later
    void audit(Object event, KafkaContext context) {
        log.info("{}: {}", context.topic(), event);
    }

    @EventPattern("orders.placed.dlt")
    void dead(Order order, KafkaContext context) {
        log.warn(
                "{}: {}",
                order.id(),
                context.header(KafkaHeaders.DLT_EXCEPTION_MESSAGE).orElse(""));
    }

    @MessagePattern("orders.price")
    int price(Order order) {
        if (!prices.areThere()) {
            throw new KafkaRetriableException("prices are being loaded");
        }
        return order.cents();
    }

    /** What another service has. */
    private static final class Prices {
        boolean areThere() {
            return true;
        }
    }
}
