package dev.rookery.examples.testing;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.UseGuards;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;

@Controller
@UseGuards(OpenHours.class)
final class ParkingController implements ParkingApi {
    private final Tariff tariff;
    private final Barrier barrier;
    private final Clock clock;

    ParkingController(Tariff tariff, Barrier barrier, @Named("CLOCK") Clock clock) {
        this.tariff = tariff;
        this.barrier = barrier;
        this.clock = clock;
    }

    @Override
    public int fee(Ticket ticket) {
        return tariff.centsFor(Duration.between(ticket.since(), clock.instant()));
    }

    @Override
    public void left(Ticket ticket) {
        barrier.open(ticket.plate());
    }
}
