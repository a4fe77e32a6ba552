package dev.rookery.examples.rabbitmq;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.rabbitmq.RmqContext;
import dev.rookery.rabbitmq.RmqRecord;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class InvoiceController {
    private static final Logger log = LoggerFactory.getLogger(InvoiceController.class);

    @EventPattern("invoice.due") // acknowledged when it returns, a dead letter when it throws
    void due(Invoice invoice, RmqContext context) {
        if (invoice.cents() <= 0) {
            throw new IllegalArgumentException("nothing to pay");
        }
        log.info("{} is due{}", invoice.number(), context.isRedelivered() ? ", once more" : "");
    }

    @MessagePattern("invoice.#.total") // with wildcards: also invoice.2026.may.total
    RmqRecord total(List<Invoice> invoices) {
        return RmqRecord.builder(invoices.stream().mapToLong(Invoice::cents).sum())
                .header("currency", "EUR")
                .build();
    }
}
