package dev.rookery.examples.testing;

import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.ZoneId;

@Module(imports = TariffModule.class, controllers = ParkingController.class)
final class ParkingModule {
    @Provides
    @Named("CLOCK")
    Clock clock() {
        return Clock.system(ZoneId.of("Europe/Berlin"));
    }

    @Provides
    Barrier barrier() {
        return new SerialBarrier();
    }
}
