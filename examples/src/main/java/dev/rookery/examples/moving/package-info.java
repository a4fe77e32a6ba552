/** The parcels of the page on moving from Nest: what {@code interop/peers/parcels.ts} is in Nest. */
@NullMarked
package dev.rookery.examples.moving;

import org.jspecify.annotations.NullMarked;
