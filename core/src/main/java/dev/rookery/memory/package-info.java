/** A transport inside one JVM that serializes like every other. */
@NullMarked
package dev.rookery.memory;

import org.jspecify.annotations.NullMarked;
