package dev.rookery.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.test.RookeryExtension;
import dev.rookery.test.RookeryTest;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ParkingExtensionTest {
    @RegisterExtension
    static final RookeryExtension PARKING = RookeryExtension.of(RookeryTest.microservice(ParkingModule.class)
            .overrideProvider("CLOCK", Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC)));

    @Test
    void who_comes_now_pays_nothing() {
        var ticket = new Ticket("B-AD 1", Instant.parse("2026-01-01T12:00:00Z"));

        assertThat(PARKING.client(ParkingApi.class).fee(ticket)).isZero();
    }

    @Test
    void a_test_takes_what_it_needs(ParkingApi api, Tariff tariff, @Named("CLOCK") Clock clock) {
        assertThat(api.fee(new Ticket("B-AD 1", clock.instant().minusSeconds(3_600))))
                .isEqualTo(tariff.centsFor(Duration.ofHours(1)));
    }
}
