package dev.rookery.examples.testing;

import java.time.Duration;

interface Tariff {
    int centsFor(Duration time);
}
