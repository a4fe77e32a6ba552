/** What the steps of a message's path cost, one by one, with JMH. */
@NullMarked
package dev.rookery.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
