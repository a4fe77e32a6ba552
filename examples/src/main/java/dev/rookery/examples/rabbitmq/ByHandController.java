package dev.rookery.examples.rabbitmq;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.rabbitmq.RmqContext;

/** With {@code RmqAcknowledgement.MANUAL}. */
@Controller
final class ByHandController {

    @EventPattern("invoice.paid")
    void paid(Invoice invoice, RmqContext context) {
        if (invoice.number().isBlank()) {
            context.reject(false); // to the dead letters, if the queue has such
        } else {
            context.acknowledge();
        }
    }
}
