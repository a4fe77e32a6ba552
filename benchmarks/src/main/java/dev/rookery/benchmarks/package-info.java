/** How fast it is, and what it allocates. */
@NullMarked
package dev.rookery.benchmarks;

import org.jspecify.annotations.NullMarked;
