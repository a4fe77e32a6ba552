package dev.rookery.examples.gateway;

/** What can be ordered. */
record Item(String sku, String name, String about, int cents, int left) {}
