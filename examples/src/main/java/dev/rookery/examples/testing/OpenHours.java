package dev.rookery.examples.testing;

import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalTime;

final class OpenHours implements Guard {
    private final Clock clock;

    OpenHours(@Named("CLOCK") Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean canActivate(ExecutionContext context) {
        return LocalTime.now(clock).getHour() >= 6;
    }
}
