/** Tests against real Nest services and clients, and the driver that starts them. */
@NullMarked
package dev.rookery.interop;

import org.jspecify.annotations.NullMarked;
