package dev.rookery.examples.gateway;

/** What the order service takes. */
record PricedOrder(String sku, String item, int quantity, int cents, String name) {}
