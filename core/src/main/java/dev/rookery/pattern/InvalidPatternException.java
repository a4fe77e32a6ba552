package dev.rookery.pattern;

import dev.rookery.error.RookeryException;
import java.io.Serial;

/** A pattern that cannot be read, or that no handler can have. The message names the text, the place and the cure. */
public final class InvalidPatternException extends RookeryException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_CHARACTERS = 200;

    /**
     * For transports whose channels cannot have every name.
     *
     * @param message the pattern, what was expected, and what to do
     */
    public InvalidPatternException(String message) {
        super(message);
    }

    /** The text of a pattern as messages show it: in the quotes of Java, and cut when it is long. */
    static String shown(String pattern) {
        return pattern.length() <= SHOWN_CHARACTERS
                ? "\"" + pattern + "\""
                : "\"" + pattern.substring(0, SHOWN_CHARACTERS) + "…\" (" + pattern.length() + " characters)";
    }
}
