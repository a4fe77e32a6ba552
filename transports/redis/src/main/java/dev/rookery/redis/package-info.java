/** The transport over Redis pub/sub, on Lettuce. */
@NullMarked
package dev.rookery.redis;

import org.jspecify.annotations.NullMarked;
