/** The transport that speaks to Nest, and to other services of Rookery, over NATS. */
@NullMarked
package dev.rookery.nats;

import org.jspecify.annotations.NullMarked;
