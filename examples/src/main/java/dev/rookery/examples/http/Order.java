package dev.rookery.examples.http;

import java.util.UUID;

record Order(UUID id, String sku, int quantity) {}
