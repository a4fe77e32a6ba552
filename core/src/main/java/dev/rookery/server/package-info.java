/** A server for controllers that needs no application container. */
@NullMarked
package dev.rookery.server;

import org.jspecify.annotations.NullMarked;
