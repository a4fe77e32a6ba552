package dev.rookery.examples.nats;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.nats.NatsContext;
import dev.rookery.nats.NatsQueue;
import dev.rookery.nats.NatsRecord;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class SensorController {
    private static final Logger log = LoggerFactory.getLogger(SensorController.class);

    @EventPattern("sensors.*.reading") // every replica sees each reading
    @NatsQueue("")
    void reading(double celsius, NatsContext context) {
        log.info("{} is at {}", context.subject(), celsius);
    }

    @MessagePattern("sensors.report")
    @NatsQueue("reports") // one replica of this group answers
    NatsRecord report(int days, @Header("trace") Optional<String> trace) {
        return NatsRecord.builder("dry for " + days + " days")
                .header("trace", trace.orElse("none"))
                .build();
    }
}
