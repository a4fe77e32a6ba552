/** A car park, which the page on testing tests. */
@NullMarked
package dev.rookery.examples.testing;

import org.jspecify.annotations.NullMarked;
