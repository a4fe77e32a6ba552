/** What docs/life-cycle.md shows. */
@NullMarked
package dev.rookery.examples.lifecycle;

import org.jspecify.annotations.NullMarked;
