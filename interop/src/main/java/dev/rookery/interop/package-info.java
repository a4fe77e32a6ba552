/** Real Nest services and clients, called and calling. */
@NullMarked
package dev.rookery.interop;

import org.jspecify.annotations.NullMarked;
