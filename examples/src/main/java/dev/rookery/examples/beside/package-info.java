/** A caller of the shop in Nest, which the page on Nest's fleets shows. */
@NullMarked
package dev.rookery.examples.beside;

import org.jspecify.annotations.NullMarked;
