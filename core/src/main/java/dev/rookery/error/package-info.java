/** The exceptions that handlers throw and clients receive. */
@NullMarked
package dev.rookery.error;

import org.jspecify.annotations.NullMarked;
