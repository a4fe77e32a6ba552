/** The entry point and the applications that it returns. */
@NullMarked
package dev.rookery;

import org.jspecify.annotations.NullMarked;
