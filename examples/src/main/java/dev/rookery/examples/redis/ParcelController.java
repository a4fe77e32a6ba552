package dev.rookery.examples.redis;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.redis.RedisContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class ParcelController {
    private static final Logger log = LoggerFactory.getLogger(ParcelController.class);

    @EventPattern("parcels.*.moved") // a glob: the star crosses dots
    void moved(String place, RedisContext context) {
        log.info("{}: now in {}", context.channel(), place);
    }

    @MessagePattern("parcels.find")
    String find(int number, @Header("trace") Optional<String> trace) {
        return "parcel " + number + " is on its way"
                + trace.map(id -> " (" + id + ")").orElse("");
    }
}
