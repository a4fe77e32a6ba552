/** What the docs quote and the demo runs. */
@NullMarked
package dev.rookery.examples;

import org.jspecify.annotations.NullMarked;
