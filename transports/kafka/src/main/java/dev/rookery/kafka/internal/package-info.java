/** What the driver has to be able to make by its name. Not for users. */
@NullMarked
package dev.rookery.kafka.internal;

import org.jspecify.annotations.NullMarked;
