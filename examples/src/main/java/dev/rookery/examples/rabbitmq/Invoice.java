package dev.rookery.examples.rabbitmq;

/**
 * What somebody has to pay.
 *
 * @param number how it is called
 * @param cents how much
 */
record Invoice(String number, long cents) {}
