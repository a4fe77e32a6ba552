/** Loads services that run in processes of their own, and compares them. */
@NullMarked
package dev.rookery.benchmarks.load;

import org.jspecify.annotations.NullMarked;
