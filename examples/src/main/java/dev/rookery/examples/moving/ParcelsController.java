package dev.rookery.examples.moving;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UsePipes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class ParcelsController {
    private static final Logger log = LoggerFactory.getLogger(ParcelsController.class);

    @MessagePattern("parcels.countries")
    List<String> countries() {
        return Rates.countries();
    }

    @MessagePattern("parcels.price")
    @UseGuards(ShopsOnly.class)
    Price price(@UsePipes(KnownCountry.class) Parcel parcel) {
        log.info("priced {}", parcel.id());
        return new Price(parcel.id(), Rates.cents(parcel));
    }

    @EventPattern("parcels.sent")
    void sent(Parcel parcel) {
        log.info("sent {}", parcel.id());
    }
}
