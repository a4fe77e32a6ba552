/** What goes wrong: the root of all exceptions that Rookery throws. */
@NullMarked
package dev.rookery.error;

import org.jspecify.annotations.NullMarked;
