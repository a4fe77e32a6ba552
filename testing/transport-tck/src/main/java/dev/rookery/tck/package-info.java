/**
 * The contract that every transporter passes: one small interface of tests a topic. To run it, implement {@link TransporterContract} in a test
 * class and say in a {@link TransportFixture} how your transporters are made.
 */
@NullMarked
package dev.rookery.tck;

import org.jspecify.annotations.NullMarked;
