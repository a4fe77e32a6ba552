/** What only NATS has. */
@NullMarked
package dev.rookery.examples.nats;

import org.jspecify.annotations.NullMarked;
