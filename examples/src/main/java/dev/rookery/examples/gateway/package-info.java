/** A page that places orders: HTTP and WebSocket in front, a service in Java and one in Nest behind, NATS between them. */
@NullMarked
package dev.rookery.examples.gateway;

import org.jspecify.annotations.NullMarked;
