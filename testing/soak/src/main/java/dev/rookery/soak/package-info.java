/** Runs every transport for minutes and looks whether anything grows. */
@NullMarked
package dev.rookery.soak;

import org.jspecify.annotations.NullMarked;
