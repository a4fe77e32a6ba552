/** Clients that send requests and emit events, by hand or through a typed contract. */
@NullMarked
package dev.rookery.client;

import org.jspecify.annotations.NullMarked;
