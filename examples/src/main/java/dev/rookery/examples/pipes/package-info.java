/** Pipes: those that are there, and one's own. */
@NullMarked
package dev.rookery.examples.pipes;

import org.jspecify.annotations.NullMarked;
