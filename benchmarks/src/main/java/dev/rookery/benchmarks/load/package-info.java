/** The load generator for services that speak Nest's frame. */
@NullMarked
package dev.rookery.benchmarks.load;

import org.jspecify.annotations.NullMarked;
