/** Observations and trace context around every exchange and every client call. */
@NullMarked
package dev.rookery.observation;

import org.jspecify.annotations.NullMarked;
