/**
 * The harness of {@code bin/bench}: starts services and clients, puts load on them in turn, and reports. A transport adds a suite: its scenarios, each
 * a list of contenders.
 */
@NullMarked
package dev.rookery.benchmarks.run;

import org.jspecify.annotations.NullMarked;
