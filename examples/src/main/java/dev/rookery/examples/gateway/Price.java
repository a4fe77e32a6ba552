package dev.rookery.examples.gateway;

/** What so much of an item costs. */
record Price(String item, int cents) {}
