/** What docs/scopes.md shows. */
@NullMarked
package dev.rookery.examples.scopes;

import org.jspecify.annotations.NullMarked;
