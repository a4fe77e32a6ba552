/** Jakarta Validation of what messages bring: {@code @Valid}, constraints, groups, and the pipe that holds options for them. */
@NullMarked
package dev.rookery.validation;

import org.jspecify.annotations.NullMarked;
