package dev.rookery.examples.moving;

record Price(int id, int cents) {}
