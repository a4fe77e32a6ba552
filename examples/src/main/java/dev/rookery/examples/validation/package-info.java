/** Jakarta Validation of payloads. */
@NullMarked
package dev.rookery.examples.validation;

import org.jspecify.annotations.NullMarked;
