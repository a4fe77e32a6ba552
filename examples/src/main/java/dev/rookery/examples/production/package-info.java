/** A service as it runs in production: limits, observations, health. */
@NullMarked
package dev.rookery.examples.production;

import org.jspecify.annotations.NullMarked;
