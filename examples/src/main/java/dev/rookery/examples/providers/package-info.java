/** What docs/providers.md shows. */
@NullMarked
package dev.rookery.examples.providers;

import org.jspecify.annotations.NullMarked;
