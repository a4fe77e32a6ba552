package dev.rookery.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.test.MicroserviceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@MicroserviceTest(ParkingModule.class)
final class TariffTest {
    @Test
    void a_minute_costs_five(Tariff tariff) {
        assertThat(tariff.centsFor(Duration.ofMinutes(1))).isEqualTo(5);
    }
}
