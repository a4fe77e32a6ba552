package dev.rookery.examples.testing;

import java.time.Instant;

record Ticket(String plate, Instant since) {}
