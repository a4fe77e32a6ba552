package dev.rookery.examples.testing;

import dev.rookery.module.Module;
import dev.rookery.module.Provides;

@Module(exports = Tariff.class)
final class TariffModule {
    @Provides
    Tariff tariff() {
        return time -> (int) time.toMinutes() * 5;
    }
}
