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

    private InvalidOptionException(InvalidOptionException refused, String section) {
        super(section + "." + refused.getMessage(), refused);
        this.option = section + "." + refused.option;
        this.expected = refused.expected;
    }

    /**
     * The same for an option that stands below a name.
     *
     * @param section the name, as {@code backoff} for {@code backoff.first}
     * @return an exception that names the whole option
     */
    public InvalidOptionException within(String section) {
        return new InvalidOptionException(this, section);
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
