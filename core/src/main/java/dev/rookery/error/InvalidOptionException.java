package dev.rookery.error;

import org.jspecify.annotations.Nullable;

/** An option has a value that it cannot have. Thrown where the option is set or the options are built. */
public final class InvalidOptionException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final String option;
    private final String expected;

    /**
     * Names the option, its value and what was expected.
     *
     * @param option the name of the option as it stands in code
     * @param value the value that was refused; it must not be a secret
     * @param expected what would have been accepted, as in {@code >= 0}
     */
    public InvalidOptionException(String option, @Nullable Object value, String expected) {
        super(option + ": " + value + " (expected: " + expected + ")");
        this.option = option;
        this.expected = expected;
    }

    /**
     * The name of the option.
     *
     * @return the name as it stands in code
     */
    public String option() {
        return option;
    }

    /**
     * What would have been accepted.
     *
     * @return as it stands in the message, as in {@code >= 0}
     */
    public String expected() {
        return expected;
    }
}
