package dev.rookery.examples.providers;

import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.ZoneId;
import reactor.core.publisher.Mono;

@Module(providers = {Payments.class, Receipts.class, Card.class, Invoice.class})
final class PaymentsModule {

    @Provides
    @Named("settlement")
    Clock settlement(ZoneId zone) { // a factory: its parameters are injected
        return Clock.system(zone);
    }

    @Provides
    ZoneId zone() {
        return ZoneId.of("UTC");
    }

    @Provides
    Mono<Rates> rates() { // provides Rates: the start waits for them
        return Rates.load();
    }
}
