package dev.rookery.validation;

import jakarta.validation.ConstraintViolation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something in a message that a constraint does not allow.
 *
 * @param path where it is, from the payload's members on, as {@code lines[0].quantity}; {@code the payload} or {@code the header page}
 *     for a constraint on a whole parameter; empty for one on the class of the payload, and for one on several parameters together
 * @param message what the constraint says, as {@code must be greater than 0}
 * @param source what Jakarta Validation knows of it; null where {@link ValidationPipe} found nothing in place of a value
 */
public record Violation(
        String path, String message, @Nullable ConstraintViolation<?> source) {

    /** Checks the components. */
    public Violation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    /**
     * Path and message as one sentence.
     *
     * @return the message, after the path if there is one
     */
    public String text() {
        return path.isEmpty() ? message : path + " " + message;
    }
}
