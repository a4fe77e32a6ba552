/** The contract that a transporter keeps, as tests that its author runs. */
@NullMarked
package dev.rookery.tck;

import org.jspecify.annotations.NullMarked;
