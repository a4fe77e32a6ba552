package dev.rookery.examples.kafka;

record Order(String id, String customer, int cents) {}
