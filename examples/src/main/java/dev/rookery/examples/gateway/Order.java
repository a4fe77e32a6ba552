package dev.rookery.examples.gateway;

import java.time.Instant;
import java.util.UUID;

/** What was ordered. */
record Order(UUID id, Instant at, String sku, String item, int quantity, int cents, String name) {}
