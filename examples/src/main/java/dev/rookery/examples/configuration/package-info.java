/** What docs/configuration.md shows. */
@NullMarked
package dev.rookery.examples.configuration;

import org.jspecify.annotations.NullMarked;
