/** Configuration: where it comes from, records that it is bound to, and transporters that it chooses. */
@NullMarked
package dev.rookery.config;

import org.jspecify.annotations.NullMarked;
