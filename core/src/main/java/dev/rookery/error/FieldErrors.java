package dev.rookery.error;

import java.util.List;
import java.util.Objects;

/** An error that knows which members of a payload are wrong, for transports that have a form of their own for that, as gRPC has. */
public interface FieldErrors {

    /**
     * What the caller may be told of each wrong member.
     *
     * @return the errors; empty where the caller is told nothing of them
     */
    List<FieldError> fieldErrors();

    /**
     * One wrong member.
     *
     * @param field where it is, from the payload's members on, as {@code lines[0].quantity}; empty for the payload as a whole
     * @param description what is wrong, as {@code must be greater than 0}
     */
    record FieldError(String field, String description) {

        /** Checks the components. */
        public FieldError {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(description, "description");
        }
    }
}
