package dev.rookery.examples.testing;

interface Barrier {
    void open(String plate);
}
