/** What docs/modules.md shows. */
@NullMarked
package dev.rookery.examples.modules;

import org.jspecify.annotations.NullMarked;
