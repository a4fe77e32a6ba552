/** The service provider interface that a transport implements and the runtime that it calls. */
@NullMarked
package dev.rookery.transport;

import org.jspecify.annotations.NullMarked;
