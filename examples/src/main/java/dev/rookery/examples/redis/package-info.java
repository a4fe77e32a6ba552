/** What only Redis has. */
@NullMarked
package dev.rookery.examples.redis;

import org.jspecify.annotations.NullMarked;
