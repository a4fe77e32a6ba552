/** One application, several listeners. */
@NullMarked
package dev.rookery.examples.listeners;

import org.jspecify.annotations.NullMarked;
